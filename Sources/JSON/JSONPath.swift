/// The way from a value to one inside it.
public struct JSONPath: Sendable, Hashable {
    /// A step from a value to one directly inside.
    public enum Step: Sendable, Hashable {
        case member(String)
        case index(Int)
    }

    /// The steps, outermost first.
    public var steps: [Step]

    /// A path of steps; of the value itself without any.
    public init(_ steps: [Step] = []) {
        self.steps = steps
    }

    /// Whether the path is that of the value itself.
    public var isEmpty: Bool { steps.isEmpty }

    /// The path with one more step.
    public func appending(_ step: Step) -> JSONPath {
        JSONPath(steps + [step])
    }

    /// The path as a JSON Pointer (RFC 6901), such as `/spec/containers/0/name`.
    public var pointer: JSONPointer {
        JSONPointer(
            tokens: steps.map { step in
                switch step {
                case .member(let name): name
                case .index(let index): String(index)
                }
            })
    }
}

extension JSONPath: CustomStringConvertible {
    /// The path as Kubernetes writes it, such as `spec.containers[0].name`; names are not escaped.
    public var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .member(let name):
                if !text.isEmpty { text += "." }
                text += name
            case .index(let index):
                text += "[\(index)]"
            }
        }
        return text
    }
}
