/// Reads the file of static bearer tokens as kube-apiserver has it: lines `token,user,uid[,"group1,group2"]` of
/// comma-separated values (RFC 4180).
public enum TokenFile {
    /// A file that cannot be used.
    public struct Fault: Error, Hashable, CustomStringConvertible {
        /// What is wrong, as `file:line: what`. It does not contain a token.
        public let description: String
    }

    /// The users of a token file.
    ///
    /// - Parameters:
    ///   - text: The file's content.
    ///   - path: The file's name, for what is thrown.
    /// - Throws: ``Fault`` that names the line.
    public static func parse(_ text: String, path: String) throws(Fault) -> [(token: String, user: UserInfo)] {
        var users: [(token: String, user: UserInfo)] = []
        var lines: [String: Int] = [:]
        for (line, fields) in try records(text, path: path) {
            func fault(_ message: String) -> Fault { Fault(description: "\(path):\(line): \(message)") }
            guard fields.count >= 3 else {
                throw fault("a line has at least 3 columns (token, user name, user id); this one has \(fields.count)")
            }
            guard fields.count <= 4 else {
                throw fault(
                    "a line has at most 4 columns; this one has \(fields.count): several groups stand in one pair of "
                        + "double quotes, as in token,user,uid,\"group1,group2\"")
            }
            let (token, name) = (fields[0], fields[1])
            guard !token.isEmpty else { throw fault("the token is empty") }
            guard !token.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7f }) else {
                throw fault("the token contains a space or control character, so that no client can send it")
            }
            guard !name.isEmpty else { throw fault("the user name is empty") }
            if let first = lines.updateValue(line, forKey: token) {
                throw fault("the token is that of line \(first)")
            }
            let groups = fields.count > 3 ? fields[3].split(separator: ",").map(String.init) : []
            users.append((token, UserInfo(name: name, uid: fields[2], groups: groups)))
        }
        return users
    }

    /// The records of comma-separated values, each with the number of its first line. Empty lines are none.
    private static func records(_ text: String, path: String) throws(Fault) -> [(line: Int, fields: [String])] {
        var records: [(line: Int, fields: [String])] = []
        var fields: [String] = []
        var field: [UInt8] = []
        var (line, firstLine) = (1, 1)
        // Whether the field began with a quote, and whether that quote has been closed.
        var (isQuoted, isClosed) = (false, false)
        func fault(_ message: String) -> Fault { Fault(description: "\(path):\(line): \(message)") }
        func endField() {
            fields.append(String(decoding: field, as: UTF8.self))
            field = []
            (isQuoted, isClosed) = (false, false)
        }
        func endRecord() {
            if !fields.isEmpty || !field.isEmpty || isQuoted {
                endField()
                records.append((firstLine, fields))
            }
            fields = []
        }
        var bytes = Array(text.utf8)[...]
        while let byte = bytes.popFirst() {
            if isQuoted, !isClosed {
                if byte != UInt8(ascii: "\"") {
                    if byte == UInt8(ascii: "\n") { line += 1 }
                    field.append(byte)
                } else if bytes.first == UInt8(ascii: "\"") {
                    bytes.removeFirst()
                    field.append(byte)
                } else {
                    isClosed = true
                }
                continue
            }
            switch byte {
            case UInt8(ascii: ","): endField()
            case UInt8(ascii: "\n"):
                endRecord()
                line += 1
                firstLine = line
            case UInt8(ascii: "\r") where bytes.first == UInt8(ascii: "\n") || bytes.isEmpty: break
            case _ where isClosed: throw fault("after a closing double quote a comma or the end of the line must come")
            case UInt8(ascii: "\"") where field.isEmpty: isQuoted = true
            case UInt8(ascii: "\""): throw fault("a double quote stands within a field that does not begin with one")
            default: field.append(byte)
            }
        }
        if isQuoted, !isClosed {
            throw Fault(description: "\(path):\(firstLine): a double quote is not closed")
        }
        endRecord()
        return records
    }
}
