public import Foundation

/// What `make test-tools` installs for tests: a Python with packages, and kubectl.
public enum TestTools {
    /// The folder that Python packages are installed in.
    private static let folder = Repository.folder.appendingPathComponent(".tools/python")

    /// The Python interpreter, which finds the installed packages.
    public static let python: Program = {
        var python = Program.named("python3")
        python.environment["PYTHONPATH"] = folder.path
        python.environment["PYTHONDONTWRITEBYTECODE"] = "1"
        return python
    }()

    /// kubectl, without a cluster to speak to.
    public static let kubectl = Program(folder.appendingPathComponent("bin/kubectl"))

    /// Whether a Python package is installed.
    public static func hasPackage(_ name: String) -> Bool {
        python.isPresent && FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
    }

    /// The folder of the programs that were built together with the tests.
    public static let products: URL = {
        #if os(macOS)
        return Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL.deletingLastPathComponent()
            ?? Bundle.main.bundleURL
        #else
        return Bundle.main.bundleURL
        #endif
    }()
}
