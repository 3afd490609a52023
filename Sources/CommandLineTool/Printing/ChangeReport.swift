internal import JSON

/// Says what was done to each object: a line, or the object in the format asked for.
struct ChangeReport {
    private let format: OutputFormat
    private let output: OutputSink
    private var printer: ObjectPrinter

    init(_ options: PrintOptions, format: OutputFormat, output: OutputSink) {
        self.format = format
        self.output = output
        printer = options.printer(format, output)
    }

    /// Whether lines are written rather than objects.
    var isText: Bool { !format.needsObjects }

    /// Reports an object.
    ///
    /// - Parameter words: What was done, such as `created`.
    mutating func add(_ item: ResourceItem, _ object: JSONValue, _ words: String) throws(CommandError) {
        guard isText else { return try printer.print(object) }
        output.line("\(item.displayName(object["metadata"]?["name"]?.stringValue)) \(words)")
    }
}
