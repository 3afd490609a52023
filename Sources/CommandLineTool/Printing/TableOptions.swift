/// How tables are shown.
struct TableOptions {
    var isWide = false
    var hidesHeaders = false
    /// Whether names have their kind before them.
    var showsKind = false
    var showsNamespace = false
    var showsLabels = false
    /// Labels that have columns of their own.
    var labelColumns: [String] = []
}
