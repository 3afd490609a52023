import APIMachinery

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What Prometheus' clients tell of the process, read from Linux' `/proc` (proc(5)); nothing elsewhere.
enum ProcessMetrics {
    static func add(to registry: PrometheusRegistry) {
        registry.describe("process_resident_memory_bytes", "Resident memory size in bytes.")
        registry.describe("process_virtual_memory_bytes", "Virtual memory size in bytes.")
        registry.describe("process_cpu_seconds_total", "Total user and system CPU time spent in seconds.")
        registry.describe("process_start_time_seconds", "Start time of the process since the Unix epoch in seconds.")
        registry.describe("process_open_fds", "Number of open file descriptors.")
        registry.describe("process_max_fds", "Maximum number of open file descriptors.")
        #if os(Linux)
        registry.addCollector { [registry] in collect(registry) }
        #endif
    }

    #if os(Linux)
    private static func collect(_ registry: PrometheusRegistry) {
        // The process's name may contain spaces and parentheses; after its last parenthesis come fields 3 and on.
        if let stat = content("/proc/self/stat"), let end = stat.lastIndex(of: ")") {
            let fields = stat[stat.index(after: end)...].split(separator: " ")
            let ticks = Double(max(sysconf(Int32(_SC_CLK_TCK)), 1))
            func field(_ number: Int) -> Double? {
                number - 3 < fields.count ? Double(fields[number - 3]) : nil
            }
            if let user = field(14), let system = field(15) {
                registry.counter("process_cpu_seconds_total").set((user + system) / ticks)
            }
            if let virtual = field(23) { registry.gauge("process_virtual_memory_bytes").set(virtual) }
            if let pages = field(24) {
                registry.gauge("process_resident_memory_bytes").set(pages * Double(sysconf(Int32(_SC_PAGESIZE))))
            }
            if let start = field(22), let boot = bootTime() {
                registry.gauge("process_start_time_seconds").set(boot + start / ticks)
            }
        }
        if let directory = opendir("/proc/self/fd") {
            var count = 0
            while readdir(directory) != nil { count += 1 }
            closedir(directory)
            // Two entries are the directory and its parent, one is the descriptor that was read through.
            registry.gauge("process_open_fds").set(Double(max(count - 3, 0)))
        }
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
            registry.gauge("process_max_fds").set(Double(limit.rlim_cur))
        }
    }

    /// When the system was started, in seconds since 1970.
    private static func bootTime() -> Double? {
        guard let stat = content("/proc/stat") else { return nil }
        for line in stat.split(separator: "\n") where line.hasPrefix("btime ") { return Double(line.dropFirst(6)) }
        return nil
    }

    /// A file of the kernel's; they are small, and say their size only when they are read.
    private static func content(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while bytes.count < 1 << 20 {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            bytes += buffer.prefix(count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
    #endif
}
