/// Where a value stands in an object, as Kubernetes writes it in errors: `spec.containers[0].ports[0].name`,
/// `metadata.labels[a.b/c]`.
package struct ValuePath: Hashable, Sendable, CustomStringConvertible {
    /// One step from a value to one inside it.
    package enum Step: Hashable, Sendable {
        /// A field of an object.
        case field(String)
        /// A key of a map, written in brackets.
        case key(String)
        /// A position in a list.
        case index(Int)
    }

    /// The steps, from the object inwards.
    package var steps: [Step]

    /// A path of these steps; without any that of the object itself.
    package init(_ steps: [Step] = []) {
        self.steps = steps
    }

    /// The path as it stands in the `field` of a cause.
    package var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .field(let name):
                if !text.isEmpty { text += "." }
                text += name
            case .key(let key): text += "[\(key)]"
            case .index(let index): text += "[\(index)]"
            }
        }
        return text
    }

    /// The path as strict decoding writes it, in which keys of maps follow a dot as fields do.
    var decodingDescription: String {
        var text = ""
        for step in steps {
            switch step {
            case .field(let name), .key(let name):
                if !text.isEmpty { text += "." }
                text += name
            case .index(let index): text += "[\(index)]"
            }
        }
        return text
    }

    func appending(_ step: Step) -> Self {
        ValuePath(steps + [step])
    }
}
