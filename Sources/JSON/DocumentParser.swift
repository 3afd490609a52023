/// An array or object that is being parsed.
struct ParserFrame {
    /// The index of the word of the array or object.
    var index: Int
    /// The elements or members so far, without the one that is being parsed.
    var count: Int
    /// A bit per hash of the names so far: a name whose bit is not set is new.
    var names: UInt64
    /// Whether some name is spelled freely, so that equal names need not have equal bytes.
    var hasFreeNames: Bool
}

/// Parses a text into a tape, strictly as RFC 8259 has it, in one pass and without recursion.
///
/// The parser is one function over local variables: they stay in registers, which state in properties or captured by closures
/// does not. Positions grow by `&+` because each read is preceded by a comparison with `end`, and `end` is at most 2^32 − 1.
struct DocumentParser: ~Copyable {
    private let base: UnsafePointer<UInt8>
    private let end: Int
    private let options: JSONParsingOptions
    private let depthLimit: Int
    private(set) var words: UnsafeMutablePointer<UInt64>
    private(set) var wordCount = 0
    private var wordCapacity: Int
    private var frames: UnsafeMutablePointer<ParserFrame>
    private var frameCapacity = 32
    private(set) var duplicates: [JSONPath] = []
    /// The deepest level found.
    private(set) var deepest = 0
    private var error: JSONError?

    /// Objects with more members have their names compared by a hash table when they end.
    static let smallObject = 32
    /// How many duplicates are reported; Kubernetes reports as many.
    static let duplicateLimit = 100

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ empty: UnsafePointer<UInt8>, options: JSONParsingOptions) {
        base = bytes.baseAddress ?? empty
        end = bytes.count
        self.options = options
        depthLimit = min(options.maximumDepth, JSONParsingOptions.depthLimit)
        wordCapacity = bytes.count / 8 + 32
        words = .allocate(capacity: wordCapacity)
        frames = .allocate(capacity: frameCapacity)
    }

    deinit {
        frames.deallocate()
    }

    private var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: end) }

    /// Parses the text.
    ///
    /// - Returns: What is wrong with it. Either way `words` is the caller's to deallocate.
    mutating func parse() -> JSONError? {
        let sizeLimit = min(options.maximumSize, JSONParsingOptions.sizeLimit)
        if end > sizeLimit { return JSONError(.tooLarge(limit: sizeLimit), at: 0, in: buffer, path: JSONPath()) }
        if end >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF {
            return JSONError(.byteOrderMark, at: 0, in: buffer, path: JSONPath())
        }
        parseValue()
        return error
    }

    /// Room for a name and an array or object.
    @inline(__always)
    private mutating func reserveWords(_ count: Int) {
        if count &+ 3 > wordCapacity { growWords(count) }
    }

    @inline(never)
    private mutating func growWords(_ count: Int) {
        let grown = UnsafeMutablePointer<UInt64>.allocate(capacity: wordCapacity * 2)
        grown.initialize(from: words, count: count)
        words.deallocate()
        words = grown
        wordCapacity *= 2
    }

    /// Room for more frames, when all that there is room for are in use.
    @inline(never)
    private mutating func growFrames() {
        let grown = UnsafeMutablePointer<ParserFrame>.allocate(capacity: frameCapacity * 2)
        grown.initialize(from: frames, count: frameCapacity)
        frames.deallocate()
        frames = grown
        frameCapacity *= 2
    }

    private mutating func parseValue() {
        let base = base
        let end = end
        var i = 0
        var count = 0  // words so far
        var depth = 0
        var frame = ParserFrame(index: 0, count: 0, names: 0, hasFreeNames: false)
        var isObject = false
        var scanFailure: ScanFailure?

        values: while true {
            reserveWords(count)
            if isObject {
                skipWhitespace(base, &i, end)
                guard i < end, base[i] == 0x22 else {
                    return fail(unexpected(i, "a member name"), i, count, depth, frame)
                }
                i &+= 1
                let start = i
                let kind = scanString(base, &i, end, &scanFailure)
                if let scanFailure { return fail(reason(scanFailure, i), i, count, depth, frame) }
                let length = i &- start
                guard length < TapeKind.lengthLimit else {
                    return fail(.tooLarge(limit: TapeKind.lengthLimit), start, count, depth, frame)
                }
                words[count] = tapeWord(kind, length: length, offset: start)
                count &+= 1
                if frame.count < Self.smallObject {
                    let bit = nameBit(base, start, length)
                    if frame.names & bit != 0 || kind == TapeKind.freelyEscapedString || frame.hasFreeNames {
                        if kind == TapeKind.freelyEscapedString { frame.hasFreeNames = true }
                        if isDuplicate(nameAt: count &- 1, in: frame), !found(duplicateAt: count &- 1, depth, frame) {
                            return
                        }
                    }
                    frame.names |= bit
                } else if kind == TapeKind.freelyEscapedString {
                    frame.hasFreeNames = true
                }
                i &+= 1
                if i < end, base[i] == 0x3A {
                    i &+= 1
                } else {
                    skipWhitespace(base, &i, end)
                    guard i < end, base[i] == 0x3A else { return fail(unexpected(i, "':'"), i, count, depth, frame) }
                    i &+= 1
                }
            }
            skipWhitespace(base, &i, end)
            guard i < end else { return fail(.unexpectedEnd, i, count, depth, frame) }

            let byte = base[i]
            switch byte {
            case 0x22:
                i &+= 1
                let start = i
                let kind = scanString(base, &i, end, &scanFailure)
                if let scanFailure { return fail(reason(scanFailure, i), i, count, depth, frame) }
                let length = i &- start
                guard length < TapeKind.lengthLimit else {
                    return fail(.tooLarge(limit: TapeKind.lengthLimit), start, count, depth, frame)
                }
                words[count] = tapeWord(kind, length: length, offset: start)
                count &+= 1
                i &+= 1
            case 0x7B, 0x5B:
                guard depth < depthLimit else {
                    return fail(.tooDeep(limit: depthLimit), i, count, depth, frame)
                }
                if depth == frameCapacity { growFrames() }
                frames[depth] = frame
                depth &+= 1
                if depth > deepest { deepest = depth }
                frame = ParserFrame(index: count, count: 0, names: 0, hasFreeNames: false)
                isObject = byte == 0x7B
                // Kind and offset: the count follows when the bracket closes.
                words[count] = tapeWord(isObject ? TapeKind.object : TapeKind.array, length: 0, offset: i)
                count &+= 2
                i &+= 1
                skipWhitespace(base, &i, end)
                guard i < end else { return fail(.unexpectedEnd, i, count, depth, frame) }
                // The closing bracket is two above the opening one.
                if base[i] != byte &+ 2 { continue values }
                frame.count = -1
            case 0x2D, 0x30...0x39:
                let scan = scanNumber(base, i, end)
                if let failure = scan.failure {
                    return fail(reason(failure, scan.end), scan.end, count, depth, frame)
                }
                let length = scan.end &- i
                guard length < TapeKind.lengthLimit else {
                    return fail(.tooLarge(limit: TapeKind.lengthLimit), i, count, depth, frame)
                }
                words[count] = tapeWord(scan.isInteger ? TapeKind.integer : TapeKind.number, length: length, offset: i)
                count &+= 1
                i = scan.end
            case 0x74 where i &+ 4 <= end && base[i &+ 1] == 0x72 && base[i &+ 2] == 0x75 && base[i &+ 3] == 0x65:
                words[count] = tapeWord(TapeKind.true, length: 4, offset: i)
                count &+= 1
                i &+= 4
            case 0x66
            where i &+ 5 <= end && base[i &+ 1] == 0x61 && base[i &+ 2] == 0x6C && base[i &+ 3] == 0x73
                && base[i &+ 4] == 0x65:
                words[count] = tapeWord(TapeKind.false, length: 5, offset: i)
                count &+= 1
                i &+= 5
            case 0x6E where i &+ 4 <= end && base[i &+ 1] == 0x75 && base[i &+ 2] == 0x6C && base[i &+ 3] == 0x6C:
                words[count] = tapeWord(TapeKind.null, length: 4, offset: i)
                count &+= 1
                i &+= 4
            default:
                return failAtLiteral(i, count, depth, frame)
            }

            afterValue: while true {
                guard depth > 0 else { break values }
                frame.count &+= 1
                skipWhitespace(base, &i, end)
                guard i < end else { return fail(.unexpectedEnd, i, count, depth, frame) }
                let next = base[i]
                if next == 0x2C {
                    i &+= 1
                    continue values
                }
                guard next == (isObject ? 0x7D : 0x5D) else {
                    return fail(unexpected(i, isObject ? "',' or '}'" : "',' or ']'"), i, count, depth, frame)
                }
                i &+= 1
                guard frame.count < TapeKind.lengthLimit, count < JSONParsingOptions.sizeLimit else {
                    return fail(.tooLarge(limit: TapeKind.lengthLimit), i, count, depth, frame)
                }
                words[frame.index] |= UInt64(truncatingIfNeeded: frame.count) &<< 32
                words[frame.index &+ 1] = UInt64(truncatingIfNeeded: i) &<< 32 | UInt64(truncatingIfNeeded: count)
                if frame.count > Self.smallObject, isObject, !checkNames(count, depth, frame) { return }
                depth &-= 1
                frame = frames[depth]
                isObject = depth > 0 && words[frame.index].tapeKind == TapeKind.object
            }
        }
        skipWhitespace(base, &i, end)
        if i < end { return fail(.trailingData, i, count, depth, frame) }
        wordCount = count
    }
}

extension DocumentParser {
    /// Whether an object of which all words but the last name are written has that name already.
    @inline(never)
    private func isDuplicate(nameAt last: Int, in frame: ParserFrame) -> Bool {
        let name = words[last]
        var index = frame.index &+ 2
        if frame.hasFreeNames {
            let text = text(of: name)
            while index < last {
                if sameText(self.text(of: words[index]), text) { return true }
                index = tapeSkip(words, index &+ 1)
            }
            return false
        }
        while index < last {
            let other = words[index]
            // Names of different lengths or with different need of escapes differ.
            if other &>> 32 == name &>> 32,
                equalBytes(base + other.tapeOffset, base + name.tapeOffset, name.tapeLength)
            {
                return true
            }
            index = tapeSkip(words, index &+ 1)
        }
        return false
    }

    private func text(of word: UInt64) -> String {
        unescape(base, word.tapeOffset, word.tapeLength)
    }

    /// Compares the names of a large object, whose words are written up to `count`, in linear time.
    ///
    /// - Returns: Whether parsing goes on.
    @inline(never)
    private mutating func checkNames(_ count: Int, _ depth: Int, _ frame: ParserFrame) -> Bool {
        var size = 128
        while size < frame.count * 2 { size *= 2 }
        // Word indices of names; 0 for a free slot, which no name has as its index. The hash is seeded per process.
        var slots = [UInt32](repeating: 0, count: size)
        var index = frame.index &+ 2
        var position = 0
        while index < count {
            let word = words[index]
            let text = frame.hasFreeNames ? text(of: word) : nil
            var slot: Int
            if let text {
                slot = hashOfText(text) & (size &- 1)
            } else {
                var hasher = Hasher()
                hasher.combine(bytes: UnsafeRawBufferPointer(start: base + word.tapeOffset, count: word.tapeLength))
                slot = hasher.finalize() & (size &- 1)
            }
            var isDuplicate = false
            while slots[slot] != 0 {
                let other = words[Int(slots[slot])]
                if let text {
                    isDuplicate = sameText(self.text(of: other), text)
                } else {
                    isDuplicate =
                        other &>> 32 == word &>> 32
                        && equalBytes(base + other.tapeOffset, base + word.tapeOffset, word.tapeLength)
                }
                if isDuplicate { break }
                slot = (slot &+ 1) & (size &- 1)
            }
            if !isDuplicate {
                slots[slot] = UInt32(truncatingIfNeeded: index)
            } else if position >= Self.smallObject, !found(duplicateAt: index, depth, frame) {
                // Those among the first members were found when they were parsed.
                return false
            }
            index = tapeSkip(words, index &+ 1)
            position &+= 1
        }
        return true
    }

    /// Notes a duplicate name.
    ///
    /// - Returns: Whether parsing goes on.
    private mutating func found(duplicateAt index: Int, _ depth: Int, _ frame: ParserFrame) -> Bool {
        let name = text(of: words[index])
        switch options.duplicateKeys {
        case .fail:
            let path = path(depth: depth, frame, names: index).appending(.member(name))
            error = JSONError(.duplicateKey(name), at: words[index].tapeOffset &- 1, in: buffer, path: path)
            return false
        case .report:
            if duplicates.count < Self.duplicateLimit {
                duplicates.append(path(depth: depth, frame, names: index).appending(.member(name)))
            }
            return true
        }
    }

    /// The path of the array or object that is being parsed.
    private func path(depth: Int, _ frame: ParserFrame, names last: Int) -> JSONPath {
        var steps: [JSONPath.Step] = []
        for level in 1..<max(depth, 1) {
            let parent = frames[level]
            let child = level + 1 < depth ? frames[level + 1] : frame
            if words[parent.index].tapeKind == TapeKind.object {
                // The word before that of a member's value is its name's.
                steps.append(.member(text(of: words[child.index - 1])))
            } else {
                steps.append(.index(parent.count))
            }
        }
        return JSONPath(steps)
    }

    private func reason(_ failure: ScanFailure, _ position: Int) -> JSONError.Reason {
        switch failure {
        case .unexpectedEnd: .unexpectedEnd
        case .controlCharacter: .controlCharacter(position < end ? base[position] : 0)
        case .invalidUTF8: .invalidUTF8
        case .invalidEscape: .invalidEscape
        case .loneSurrogate: .loneSurrogate
        case .invalidNumber: .invalidNumber
        }
    }

    private func unexpected(_ position: Int, _ expected: String) -> JSONError.Reason {
        position < end ? .unexpectedByte(base[position], expected: expected) : .unexpectedEnd
    }

    /// Fails where a value should begin and does not, or where a literal is misspelled: at its first wrong byte.
    private mutating func failAtLiteral(_ start: Int, _ count: Int, _ depth: Int, _ frame: ParserFrame) {
        for literal: StaticString in ["true", "false", "null"] where literal.utf8Start[0] == base[start] {
            for i in 1..<literal.utf8CodeUnitCount where start + i >= end || base[start + i] != literal.utf8Start[i] {
                return fail(unexpected(start + i, "'\(literal)'"), start + i, count, depth, frame)
            }
        }
        fail(unexpected(start, "a value"), start, count, depth, frame)
    }

    @inline(never)
    private mutating func fail(
        _ reason: JSONError.Reason, _ position: Int, _ count: Int, _ depth: Int, _ frame: ParserFrame
    ) {
        var path = path(depth: depth, frame, names: count)
        if depth > 0 {
            if words[frame.index].tapeKind == TapeKind.array {
                path.steps.append(.index(max(frame.count, 0)))
            } else if count > frame.index + 2, let name = lastName(of: frame, before: count) {
                path.steps.append(.member(name))
            }
        }
        error = JSONError(reason, at: position, in: buffer, path: path)
    }

    /// The last name in an object that is being parsed.
    private func lastName(of frame: ParserFrame, before count: Int) -> String? {
        var index = frame.index + 2
        while index + 1 < count {
            let next = tapeSkip(words, index + 1)
            guard next < count else { break }
            index = next
        }
        return index < count ? text(of: words[index]) : nil
    }
}

@inline(__always)
private func skipWhitespace(_ base: UnsafePointer<UInt8>, _ position: inout Int, _ end: Int) {
    while position < end {
        let byte = base[position]
        guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
        position &+= 1
    }
}

/// One of 64 bits by the length, the first and the last bytes of a name. The name is followed by at least its quote.
@inline(__always)
private func nameBit(_ base: UnsafePointer<UInt8>, _ start: Int, _ length: Int) -> UInt64 {
    var mixed = UInt64(truncatingIfNeeded: length)
    if length >= 8 {
        mixed ^= loadEight(base, start) ^ (loadEight(base, start &+ length &- 8) &<< 1)
    } else if length >= 4 {
        let first = UnsafeRawPointer(base + start).loadUnaligned(as: UInt32.self)
        let last = UnsafeRawPointer(base + (start &+ length &- 4)).loadUnaligned(as: UInt32.self)
        mixed ^= UInt64(first) &<< 32 ^ UInt64(last) &<< 8
    } else if length > 0 {
        mixed ^=
            UInt64(base[start]) &<< 16 ^ UInt64(base[start &+ length &>> 1]) &<< 8
            ^ UInt64(base[start &+ length &- 1]) &<< 24
    }
    return 1 &<< ((mixed &* 0x9E37_79B9_7F4A_7C15) &>> 58)
}
