/// Applies the operations of a JSON Patch to a value.
struct JSONPatcher {
    /// What went wrong, and the pointer at which.
    struct Failure: Error {
        var reason: JSONPatchError.Reason
        var path: JSONPointer
    }

    private typealias Reason = JSONPatchError.Reason

    private var root: EditedValue
    private let options: JSONPatchOptions
    private var copiedBytes = 0
    /// At least the number of levels of the result.
    private var depthBound: Int
    /// Values that may still be visited to learn a depth exactly.
    private var visitsLeft = 20_000_000

    init(_ value: JSONValue, options: JSONPatchOptions) {
        root = .whole(value)
        self.options = options
        depthBound = value.levels(limit: Int.max)
    }

    /// The value with the operations applied.
    var result: JSONValue { root.closed }

    mutating func apply(_ operation: JSONPatch.Operation) throws(Failure) {
        let path = operation.path
        if !options.allowsWholeValue, path.tokens.isEmpty {
            guard case .replace = operation else { throw Failure(reason: .wholeValue, path: path) }
        }
        switch operation {
        case .add(_, let value):
            try checkDepth(of: .whole(value), at: path)
            try add(.whole(value), at: path)
        case .remove:
            _ = try remove(path, ignoringMissing: options.removeIgnoresMissing)
        case .replace(_, let value):
            try checkDepth(of: .whole(value), at: path)
            try replace(path, with: .whole(value))
        case .move(let from, _):
            if from.tokens.count < path.tokens.count, path.tokens.starts(with: from.tokens, by: sameText) {
                throw Failure(reason: .intoItself, path: path)
            }
            if from == path {
                guard try find(from) != nil else { throw Failure(reason: .missing, path: from) }
                return
            }
            guard let value = try remove(from, ignoringMissing: false) else {
                throw Failure(reason: .missing, path: from)
            }
            try checkDepth(of: value, at: path, movedFrom: from)
            try add(value, at: path)
        case .copy(let from, _):
            let value = try copied(from)
            copiedBytes += value.serializedSize(limit: options.maximumCopiedBytes - copiedBytes + 1)
            guard copiedBytes <= options.maximumCopiedBytes else {
                throw Failure(reason: .copiesTooMuch(limit: options.maximumCopiedBytes), path: path)
            }
            try checkDepth(of: .whole(value), at: path)
            try add(.whole(value), at: path)
        case .test(_, let expected):
            let found = try find(path)
            guard let found else {
                if options.testTakesMissingAsNull, expected.isNull, try parentIsObject(of: path) { return }
                throw Failure(reason: .missing, path: path)
            }
            guard found.equals(expected) else { throw Failure(reason: .testFailed, path: path) }
        }
    }

    // MARK: Operations

    private mutating func add(_ value: EditedValue, at path: JSONPointer) throws(Failure) {
        guard let last = path.tokens.last else {
            root = value
            return
        }
        let options = options
        try edit(path) { container throws(Reason) in
            switch container {
            case .object(var object):
                container = .whole(.null)
                object.set(last, value)
                container = .object(object)
            case .array(var array):
                let index = try Self.insertionIndex(last, array.count, options)
                container = .whole(.null)
                array.insert(value, at: index)
                container = .array(array)
            case .whole:
                throw .notAContainer
            }
        }
    }

    /// Removes what a pointer leads to; `nil` if it is missing and that is ignored.
    private mutating func remove(_ path: JSONPointer, ignoringMissing: Bool) throws(Failure) -> EditedValue? {
        guard let last = path.tokens.last else { throw Failure(reason: .wholeValue, path: path) }
        let options = options
        var removed: EditedValue?
        do {
            try edit(path) { container throws(Reason) in
                switch container {
                case .object(var object):
                    container = .whole(.null)
                    removed = object.removeValue(forKey: last)
                    container = .object(object)
                    if removed == nil { throw .missing }
                case .array(var array):
                    let index = try Self.elementIndex(last, array.count, options)
                    container = .whole(.null)
                    removed = array.remove(at: index)
                    container = .array(array)
                case .whole:
                    throw .notAContainer
                }
            }
        } catch {
            guard ignoringMissing, removed == nil else { throw error }
            return nil
        }
        return removed
    }

    private mutating func replace(_ path: JSONPointer, with value: EditedValue) throws(Failure) {
        guard let last = path.tokens.last else {
            root = value
            return
        }
        let options = options
        try edit(path) { container throws(Reason) in
            switch container {
            case .object(var object):
                guard options.replaceAddsMissingMember || object.contains(last) else { throw .missing }
                container = .whole(.null)
                object.set(last, value)
                container = .object(object)
            case .array(var array):
                let index = try Self.elementIndex(last, array.count, options)
                container = .whole(.null)
                array[index] = value
                container = .array(array)
            case .whole:
                throw .notAContainer
            }
        }
    }

    private func copied(_ from: JSONPointer) throws(Failure) -> JSONValue {
        if !options.allowsWholeValue, from.tokens.isEmpty { throw Failure(reason: .wholeValue, path: from) }
        if let value = try find(from) { return value.closed }
        if options.copyTakesMissingAsNull, try parentIsObject(of: from) { return .null }
        throw Failure(reason: .missing, path: from)
    }

    // MARK: Walking

    /// The value that a pointer leads to; `nil` if an object lacks the last member.
    private func find(_ path: JSONPointer) throws(Failure) -> EditedValue? {
        var value = root
        for (position, token) in path.tokens.enumerated() {
            do throws(Reason) {
                guard let next = try Self.child(token, of: value, options) else {
                    if position == path.tokens.count - 1 { return nil }
                    throw Reason.missing
                }
                value = next
            } catch {
                throw Failure(reason: error, path: path)
            }
        }
        return value
    }

    /// A member or element; `nil` if an object lacks it.
    private static func child(
        _ token: String, of value: EditedValue, _ options: JSONPatchOptions
    ) throws(Reason) -> EditedValue? {
        switch value {
        case .object(let object): object[token]
        case .array(let array): array[try elementIndex(token, array.count, options)]
        case .whole(.object(let object)): object[token].map { .whole($0) }
        case .whole(.array(let array)): .whole(array[try elementIndex(token, array.count, options)])
        case .whole: throw .notAContainer
        }
    }

    private func parentIsObject(of path: JSONPointer) throws(Failure) -> Bool {
        guard !path.tokens.isEmpty else { return false }
        return try find(JSONPointer(tokens: path.tokens.dropLast()))?.isObject ?? false
    }

    /// Edits the array or object around what a pointer leads to, in place.
    private mutating func edit(
        _ path: JSONPointer, _ body: (inout EditedValue) throws(Reason) -> Void
    ) throws(Failure) {
        do {
            try Self.edit(&root, path.tokens.dropLast(), options, body)
        } catch {
            throw Failure(reason: error, path: path)
        }
    }

    /// Recurses as deep as the value is at most. An array or object is moved out of its place while it is edited, so that it is
    /// not copied, and put back also at a failure.
    private static func edit(
        _ value: inout EditedValue, _ tokens: ArraySlice<String>, _ options: JSONPatchOptions,
        _ body: (inout EditedValue) throws(Reason) -> Void
    ) throws(Reason) {
        value.open()
        guard let token = tokens.first else { return try body(&value) }
        let rest = tokens.dropFirst()
        switch value {
        case .object(var object):
            value = .whole(.null)
            defer { value = .object(object) }
            let isThere = try object.withValue(forKey: token) { member throws(Reason) in
                try edit(&member, rest, options, body)
            }
            if !isThere { throw .missing }
        case .array(var array):
            let index = try elementIndex(token, array.count, options)
            value = .whole(.null)
            defer { value = .array(array) }
            try array.withElement(at: index) { element throws(Reason) in try edit(&element, rest, options, body) }
        case .whole:
            throw .notAContainer
        }
    }

    private static func elementIndex(_ token: String, _ count: Int, _ options: JSONPatchOptions) throws(Reason) -> Int {
        if let index = JSONPointer.arrayIndex(token) {
            guard index < count else { throw .invalidIndex(token) }
            return index
        }
        guard options.allowsNegativeIndices, let index = Int(token), index < 0, index >= -count else {
            throw .invalidIndex(token)
        }
        return index + count
    }

    private static func insertionIndex(_ token: String, _ count: Int, _ options: JSONPatchOptions) throws(Reason) -> Int
    {
        if token == "-" { return count }
        return try elementIndex(token, count + 1, options)
    }

    // MARK: Depth

    /// Sees to it that a value put at a path does not make the result too deep. Depths are bounded from above first, and
    /// learned exactly only where the bound does not do.
    private mutating func checkDepth(
        of value: EditedValue, at path: JSONPointer, movedFrom from: JSONPointer? = nil
    ) throws(Failure) {
        let above = path.tokens.count
        if let from {
            let bound = above + max(depthBound - from.tokens.count, 0)
            if bound <= options.maximumDepth {
                depthBound = max(depthBound, bound)
                return
            }
        }
        var visits = 0
        let levels = value.levels(limit: options.maximumDepth, &visits)
        visitsLeft -= visits
        guard above <= options.maximumDepth, above + levels <= options.maximumDepth, visitsLeft > 0 else {
            throw Failure(reason: .tooDeep(limit: options.maximumDepth), path: path)
        }
        depthBound = max(depthBound, above + levels)
    }
}

extension JSONValue {
    /// The levels of arrays and objects, at most one more than the limit.
    func levels(limit: Int) -> Int {
        var visits = 0
        return levels(limit: limit, &visits)
    }

    func levels(limit: Int, _ visits: inout Int) -> Int {
        var deepest = 0
        switch self {
        case .array(let elements):
            visits += elements.count + 1
            if limit > 0 { for value in elements { deepest = max(deepest, value.levels(limit: limit - 1, &visits)) } }
            return deepest + 1
        case .object(let object):
            visits += object.count + 1
            if limit > 0 {
                for member in object { deepest = max(deepest, member.value.levels(limit: limit - 1, &visits)) }
            }
            return deepest + 1
        default:
            visits += 1
            return 0
        }
    }

    /// About the bytes of the compact text: escapes are not counted. Stops counting beyond the limit.
    func serializedSize(limit: Int) -> Int {
        switch self {
        case .null: return 4
        case .bool(let value): return value ? 4 : 5
        case .integer(let value): return String(value).utf8.count
        case .number(let value): return value.text.utf8.count
        case .string(let value): return value.utf8.count + 2
        case .array(let elements):
            var size = 1 + max(elements.count, 1)
            for value in elements {
                if size > limit { break }
                size += value.serializedSize(limit: limit - size)
            }
            return size
        case .object(let object):
            var size = 1 + max(object.count, 1)
            for (name, value) in object {
                if size > limit { break }
                size += name.utf8.count + 3
                size += value.serializedSize(limit: limit - size)
            }
            return size
        }
    }
}
