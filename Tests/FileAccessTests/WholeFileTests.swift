import FileAccess
import Foundation
import SystemPackage
import Testing

/// Whole files in a directory of their own.
@Suite final class WholeFileTests {
    private let directory = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path

    init() throws { try Directory.make(directory, permissions: [.ownerReadWriteExecute]) }
    deinit { try? FileManager.default.removeItem(atPath: directory) }

    private func permissions(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func replacing() throws {
        let path = directory + "/file"
        let long = [UInt8](repeating: 7, count: 200_000)
        for bytes in [long, [1, 2, 3], []] {
            try WholeFile.replace(path, with: bytes, permissions: .ownerReadWrite)
            #expect(try WholeFile.read(path, limit: 1 << 20) == bytes)
            #expect(try permissions(path) == 0o600)
        }
        // Nothing is left beside it.
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["file"])
    }

    @Test func limits() throws {
        let path = directory + "/file"
        try WholeFile.replace(path, with: [1, 2, 3], permissions: .ownerReadWrite)
        #expect(try WholeFile.read(path, limit: 3).count == 3)
        #expect(throws: Errno.fileTooLarge) { try WholeFile.read(path, limit: 2) }
    }

    @Test func failures() throws {
        #expect(throws: Errno.noSuchFileOrDirectory) { try WholeFile.read(directory + "/none", limit: 9) }
        #expect(throws: Errno.isDirectory) { try WholeFile.read(directory, limit: 9) }
        #expect(throws: Errno.noSuchFileOrDirectory) {
            try WholeFile.replace(directory + "/none/file", with: [1], permissions: .ownerReadWrite)
        }
        // The place of a file that cannot be taken stays clean.
        #expect(throws: Errno.self) { try WholeFile.replace(directory, with: [1], permissions: .ownerReadWrite) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory).isEmpty)
    }

    @Test func directories() throws {
        let path = directory + "/a/b/c"
        try Directory.make(path, permissions: .ownerReadWriteExecute)
        try Directory.make(path, permissions: .ownerReadWriteExecute)
        #expect(try permissions(directory + "/a") == 0o700)
        try WholeFile.replace(path + "/file", with: [], permissions: .ownerReadWrite)
        #expect(throws: Errno.notDirectory) {
            try Directory.make(path + "/file/d", permissions: .ownerReadWriteExecute)
        }
    }
}
