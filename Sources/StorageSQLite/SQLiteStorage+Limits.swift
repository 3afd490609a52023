extension SQLiteStorage {
    /// How much of the past is kept.
    ///
    /// A write is kept while it is among the newest ``history`` writes, or is younger than ``historyAge`` and among the
    /// newest ``maximumHistory``. What is kept takes room on the disk, not in memory.
    public struct Limits: Sendable {
        /// How many writes are kept whatever their age.
        public var history: Int {
            didSet { history = max(0, history) }
        }
        /// For how long further writes are kept.
        public var historyAge: Duration
        /// How many writes are kept at most, whatever their age. (Some more may be, as they are removed a few at a
        /// time.)
        public var maximumHistory: Int {
            didSet { maximumHistory = max(0, maximumHistory) }
        }
        /// How many events may wait for a watcher.
        public var watcherQueue: Int {
            didSet { watcherQueue = max(1, watcherQueue) }
        }

        /// Limits; less than nothing is nothing.
        public init(
            history: Int = 10_000, historyAge: Duration = .seconds(300), maximumHistory: Int = 100_000,
            watcherQueue: Int = 10_000
        ) {
            self.history = max(0, history)
            self.historyAge = historyAge
            self.maximumHistory = max(0, maximumHistory)
            self.watcherQueue = max(1, watcherQueue)
        }

        var historySeconds: Int64 { max(0, historyAge.components.seconds) }
    }
}
