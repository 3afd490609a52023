internal import CLibYAML

/// Builds the trees of a text's documents from libyaml's events, with a stack of its own, and counts what aliases
/// repeat.
struct YAMLTreeBuilder {
    /// A node with what it counts for when an alias repeats it.
    private struct Built {
        var node: YAMLNode
        var nodes = 1
        var scalarBytes = 0
        /// How many collections are nested in it, itself included.
        var height = 0

        mutating func add(_ child: Built) {
            nodes &+= child.nodes
            scalarBytes &+= child.scalarBytes
            height = max(height, child.height &+ 1)
        }
    }

    /// A collection whose end has not come yet.
    private struct Frame {
        var built: Built
        let anchor: String?
        let isMapping: Bool
        var elements: [YAMLNode] = []
        var members: [YAMLMember] = []
        var key: YAMLNode?
    }

    private let limits: YAMLLimits
    private let maximumDepth: Int
    private var documents: [YAMLNode] = []
    private var frames: [Frame] = []
    private var anchors: [String: Built] = [:]
    /// Of all documents, aliases followed.
    private var nodes = 0
    private var aliased = 0
    private var scalarBytes = 0

    private init(limits: YAMLLimits) {
        self.limits = limits
        maximumDepth = min(limits.maximumDepth, YAMLLimits.deepest)
    }

    /// The root nodes of all documents in a text.
    static func documents(
        in text: UnsafeBufferPointer<UInt8>, limits: YAMLLimits
    ) throws(YAMLError) -> [YAMLNode] {
        var parser = try LibYAMLParser(text)
        var builder = YAMLTreeBuilder(limits: limits)
        while true {
            let event = try parser.next()
            if event.pointee.type == YAML_STREAM_END_EVENT || event.pointee.type == YAML_NO_EVENT { break }
            try builder.take(event.pointee)
        }
        return builder.documents
    }

    private mutating func take(_ event: yaml_event_t) throws(YAMLError) {
        let mark = YAMLMark(event.start_mark)
        switch event.type {
        case YAML_SCALAR_EVENT:
            try finish(scalar(event, mark: mark), anchor: String(libyaml: event.data.scalar.anchor))
        case YAML_ALIAS_EVENT:
            try finish(alias(event, mark: mark), anchor: nil)
        case YAML_SEQUENCE_START_EVENT:
            let data = event.data.sequence_start
            try begin(
                YAMLNode(
                    .sequence([]), tag: String(libyaml: data.tag), mark: mark, end: YAMLMark(event.end_mark),
                    style: data.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block),
                anchor: String(libyaml: data.anchor), isMapping: false)
        case YAML_MAPPING_START_EVENT:
            let data = event.data.mapping_start
            try begin(
                YAMLNode(
                    .mapping([]), tag: String(libyaml: data.tag), mark: mark, end: YAMLMark(event.end_mark),
                    style: data.style == YAML_FLOW_MAPPING_STYLE ? .flow : .block),
                anchor: String(libyaml: data.anchor), isMapping: true)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            try endCollection(YAMLMark(event.end_mark))
        case YAML_DOCUMENT_END_EVENT:
            anchors.removeAll(keepingCapacity: true)
        default:
            break
        }
    }

    private mutating func scalar(_ event: yaml_event_t, mark: YAMLMark) throws(YAMLError) -> Built {
        let data = event.data.scalar
        let text = String(decoding: UnsafeBufferPointer(start: data.value, count: data.length), as: UTF8.self)
        let style: YAMLNode.Style =
            switch data.style {
            case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
            case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
            case YAML_LITERAL_SCALAR_STYLE: .literal
            case YAML_FOLDED_SCALAR_STYLE: .folded
            default: .plain
            }
        var node = YAMLNode(
            .scalar(text), tag: String(libyaml: data.tag), mark: mark, end: YAMLMark(event.end_mark), style: style)
        if node.isImplicit, data.anchor == nil, event.start_mark.line == event.end_mark.line {
            // libyaml drops the tag `!`, which makes a string of anything; what is written is then longer than its
            // text.
            node.isImplicit = event.end_mark.index &- event.start_mark.index <= data.length
        }
        try count(nodes: 1, scalarBytes: data.length, at: mark)
        return Built(node: node, scalarBytes: data.length)
    }

    private mutating func alias(_ event: yaml_event_t, mark: YAMLMark) throws(YAMLError) -> Built {
        let name = String(libyaml: event.data.alias.anchor) ?? ""
        guard var built = anchors[name] else {
            let isOpen = frames.contains { $0.anchor == name }
            throw YAMLError(
                isOpen ? "the anchor \(quoted(name)) contains itself" : "unknown anchor \(quoted(name))", at: mark)
        }
        guard frames.count + built.height <= maximumDepth else { throw tooDeep(at: mark) }
        aliased &+= built.nodes
        try count(nodes: built.nodes, scalarBytes: built.scalarBytes, at: mark)
        guard !YAMLLimits.isAliasingExcessive(aliased: aliased, total: nodes) else {
            throw YAMLError("the text consists of too many aliases", at: mark)
        }
        built.node.mark = mark
        built.node.end = YAMLMark(event.end_mark)
        built.node.isAlias = true
        return built
    }

    private mutating func begin(_ node: YAMLNode, anchor: String?, isMapping: Bool) throws(YAMLError) {
        guard frames.count < maximumDepth else { throw tooDeep(at: node.mark) }
        try count(nodes: 1, scalarBytes: 0, at: node.mark)
        frames.append(Frame(built: Built(node: node, height: 1), anchor: anchor, isMapping: isMapping))
    }

    private mutating func endCollection(_ end: YAMLMark) throws(YAMLError) {
        guard var frame = frames.popLast() else { return }
        frame.built.node.content = frame.isMapping ? .mapping(frame.members) : .sequence(frame.elements)
        if frame.built.node.style == .flow {
            frame.built.node.end = end
        } else if let last = frame.members.last?.value ?? frame.elements.last {
            // libyaml sees the end of a block only where the next thing begins.
            frame.built.node.end = last.end
        }
        try finish(frame.built, anchor: frame.anchor)
    }

    /// Puts a complete node where it belongs.
    private mutating func finish(_ built: Built, anchor: String?) throws(YAMLError) {
        if let anchor { anchors[anchor] = built }
        guard let last = frames.indices.last else {
            documents.append(built.node)
            return
        }
        frames[last].built.add(built)
        if !frames[last].isMapping {
            frames[last].elements.append(built.node)
        } else if let key = frames[last].key.take() {
            frames[last].members.append(YAMLMember(key: key, value: built.node))
        } else {
            frames[last].key = built.node
        }
    }

    private mutating func count(nodes more: Int, scalarBytes bytes: Int, at mark: YAMLMark) throws(YAMLError) {
        nodes &+= more
        scalarBytes &+= bytes
        // Neither sum can overflow: each step adds at most what was counted before.
        guard nodes <= limits.maximumNodes, scalarBytes <= limits.maximumScalarBytes, nodes >= 0, scalarBytes >= 0
        else {
            let what =
                nodes < 0 || nodes > limits.maximumNodes
                ? "more than \(limits.maximumNodes) nodes"
                : "more than \(limits.maximumScalarBytes) bytes of scalars"
            throw YAMLError("the text has \(what), aliases followed", at: mark)
        }
    }

    private func tooDeep(at mark: YAMLMark) -> YAMLError {
        YAMLError("collections are nested more than \(maximumDepth) deep", at: mark)
    }
}
