internal import CLibYAML

/// libyaml's parser over a text in memory: one event after the other.
///
/// Its event interface keeps no tree, does not recurse and looks ahead 1,024 characters at most, so that time and
/// memory stay proportional to what has been read.
struct LibYAMLParser: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let event: UnsafeMutablePointer<yaml_event_t>

    /// A parser of checked UTF-8, which must stay in place until the parser is gone.
    init(_ text: UnsafeBufferPointer<UInt8>) throws(YAMLError) {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            throw YAMLError("out of memory", at: .start)
        }
        self.parser = parser
        event = .allocate(capacity: 1)
        event.initialize(to: yaml_event_t())
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        // An empty buffer may have no address, which libyaml does not take.
        if let base = text.baseAddress {
            yaml_parser_set_input_string(parser, base, text.count)
        } else {
            withUnsafePointer(to: UInt8(0)) { yaml_parser_set_input_string(parser, $0, 0) }
        }
    }

    deinit {
        yaml_event_delete(event)
        event.deallocate()
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// The next event; what it points to is valid until the next call.
    mutating func next() throws(YAMLError) -> UnsafePointer<yaml_event_t> {
        yaml_event_delete(event)
        guard yaml_parser_parse(parser, event) == 1 else { throw failure() }
        return UnsafePointer(event)
    }

    private func failure() -> YAMLError {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "the text cannot be read"
        let mark = YAMLMark(parser.pointee.problem_mark)
        switch parser.pointee.error {
        case YAML_MEMORY_ERROR:
            return YAMLError("out of memory", at: YAMLMark(parser.pointee.mark))
        case YAML_READER_ERROR:
            return YAMLError(problem, at: YAMLMark(parser.pointee.mark))
        default:
            guard let words = parser.pointee.context else { return YAMLError(problem, at: mark) }
            let context = String(cString: words)
            let start = YAMLMark(parser.pointee.context_mark)
            guard start < mark else { return YAMLError("\(problem) \(context)", at: mark) }
            return YAMLError("\(problem) \(context) that begins at \(start)", at: mark, related: start)
        }
    }
}

extension YAMLMark {
    init(_ mark: yaml_mark_t) {
        self.init(line: Int(clamping: mark.line) &+ 1, column: Int(clamping: mark.column) &+ 1)
    }
}

extension String {
    /// A text of libyaml's; `nil` where there is none.
    init?(libyaml text: UnsafePointer<yaml_char_t>?) {
        guard let text else { return nil }
        self.init(cString: text)
    }
}
