/// Aligns columns as kubectl does: each at least six wide, three spaces between them, no spaces after the last.
///
/// Widths never shrink while a writer lives, so that what a watch adds later stands below what came before.
struct ColumnWriter {
    private static let padding = 3
    private static let minimumWidth = 6

    private var widths: [Int] = []

    /// The lines of some rows, each ended by a line feed.
    mutating func format(_ rows: [[String]]) -> String {
        for row in rows {
            // The last cell of a row decides nothing: nothing stands to its right.
            for (column, cell) in row.dropLast().enumerated() {
                let width = max(Self.width(cell) + Self.padding, Self.minimumWidth)
                if column < widths.count {
                    widths[column] = max(widths[column], width)
                } else {
                    widths.append(width)
                }
            }
        }
        var text = ""
        for row in rows {
            for (column, cell) in row.enumerated() {
                text += cell
                if column < row.count - 1 {
                    text += String(repeating: " ", count: max(widths[column] - Self.width(cell), 0))
                }
            }
            text += "\n"
        }
        return text
    }

    /// How many places a cell takes: one for each code point, as Go's writer counts.
    private static func width(_ cell: String) -> Int { cell.unicodeScalars.count }
}
