import APIMachinery
import FileAccess

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
        if let descriptors = try? Directory.names(in: "/proc/self/fd") {
            // One is that which was read through.
            registry.gauge("process_open_fds").set(Double(max(descriptors.count - 1, 0)))
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
        (try? WholeFile.read(path, limit: 1 << 20)).map { String(decoding: $0, as: UTF8.self) }
    }
    #endif
}
