/// A version of three numbers (Semantic Versioning 2.0.0).
final class SemanticVersion: CELOpaqueValue, CustomStringConvertible {
    static let type = CELType.opaque("kubernetes.Semver")
    let numbers: [UInt64]
    let prerelease: [String]
    let build: [String]

    var type: CELType { Self.type }

    /// - Parameter isNormalized: Whether `v1.2` and `01.2.3` are read as the versions that are meant.
    init?(_ text: String, isNormalized: Bool = false) {
        var text = text[...]
        if isNormalized, text.hasPrefix("v") { text = text.dropFirst() }
        let parts = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        build =
            parts.count == 2 ? parts[1].split(separator: ".", omittingEmptySubsequences: false).map(String.init) : []
        let halves = parts[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        prerelease =
            halves.count == 2 ? halves[1].split(separator: ".", omittingEmptySubsequences: false).map(String.init) : []
        var core = halves[0].split(separator: ".", omittingEmptySubsequences: false)
        if isNormalized, prerelease.isEmpty, build.isEmpty { while core.count < 3 { core.append("0") } }
        guard core.count == 3 else { return nil }
        var numbers: [UInt64] = []
        for part in core {
            guard part.utf8.allSatisfy(Lexer.isDigit), let number = UInt64(part), isNormalized || part == "\(number)"
            else { return nil }
            numbers.append(number)
        }
        self.numbers = numbers
        let isWord: (String) -> Bool = { word in
            !word.isEmpty
                && word.utf8.allSatisfy {
                    $0 != UInt8(ascii: "_") && (Lexer.isLetter($0) || Lexer.isDigit($0)) || $0 == UInt8(ascii: "-")
                }
        }
        guard build.allSatisfy(isWord),
            prerelease.allSatisfy({
                isWord($0) && !($0.count > 1 && $0.first == "0" && $0.utf8.allSatisfy(Lexer.isDigit))
            })
        else { return nil }
    }

    var description: String {
        numbers.map { "\($0)" }.joined(separator: ".")
            + (prerelease.isEmpty ? "" : "-" + prerelease.joined(separator: "."))
            + (build.isEmpty ? "" : "+" + build.joined(separator: "."))
    }

    func isEqual(to other: any CELOpaqueValue) -> Bool { (other as? SemanticVersion).map { order($0) == 0 } ?? false }

    /// The order of precedence: the build does not count.
    func order(_ other: SemanticVersion) -> Int {
        for (a, b) in zip(numbers, other.numbers) where a != b { return a < b ? -1 : 1 }
        if prerelease.isEmpty || other.prerelease.isEmpty {
            return prerelease.isEmpty == other.prerelease.isEmpty ? 0 : prerelease.isEmpty ? 1 : -1
        }
        for (a, b) in zip(prerelease, other.prerelease) where a != b {
            switch (UInt64(a), UInt64(b)) {
            case (let a?, let b?): return a < b ? -1 : 1
            case (.some, nil): return -1
            case (nil, .some): return 1
            case (nil, nil): return a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
            }
        }
        let (a, b) = (prerelease.count, other.prerelease.count)
        return a == b ? 0 : a < b ? -1 : 1
    }
}

extension CELLibrary {
    /// Kubernetes' semantic versions.
    static let versions: CELLibrary = {
        var library = CELLibrary()
        let type = SemanticVersion.type
        library.add(type: type)
        library.function("semver", .string, type) { value throws(EvaluationError) in
            .opaque(try version(value, .bool(false)))
        }
        library.function("semver", .string, .bool, type) { value, flag throws(EvaluationError) in
            .opaque(try version(value, flag))
        }
        library.function("isSemver", .string, .bool) { value throws(EvaluationError) in
            .bool((try? version(value, .bool(false))) != nil)
        }
        library.function("isSemver", .string, .bool, .bool) { value, flag throws(EvaluationError) in
            .bool((try? version(value, flag)) != nil)
        }
        for (index, name) in ["major", "minor", "patch"].enumerated() {
            library.method(name, of: type, .int) { value throws(EvaluationError) in
                .int(Int64(clamping: try version(value, .bool(false)).numbers[index]))
            }
        }
        let comparisons: [(String, CELType, @Sendable (Int) -> CELValue)] = [
            ("isGreaterThan", .bool, { .bool($0 > 0) }), ("isLessThan", .bool, { .bool($0 < 0) }),
            ("compareTo", .int, { .int(Int64($0)) }),
        ]
        for (name, result, made) in comparisons {
            library.method(name, of: type, type, result) { a, b throws(EvaluationError) in
                made(try version(a, .bool(false)).order(try version(b, .bool(false))))
            }
        }
        return library
    }()

    private static func version(_ value: CELValue, _ flag: CELValue) throws(EvaluationError) -> SemanticVersion {
        if case .opaque(let value as SemanticVersion) = value { return value }
        guard case .string(let text) = value, case .bool(let isNormalized) = flag else { throw .noOverload("semver") }
        guard let version = SemanticVersion(text, isNormalized: isNormalized) else {
            throw EvaluationError("\"\(text)\" is no semantic version")
        }
        return version
    }
}
