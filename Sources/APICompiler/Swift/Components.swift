/// The strongly connected components of a directed graph: the groups of nodes that can reach each other.
struct Components {
    /// The component of each node.
    private(set) var component: [Int]
    /// The nodes of each component; a component comes after all that it can reach.
    private(set) var members: [[Int]] = []
    private var hasLoop: [Bool]

    /// Finds the components by Tarjan's algorithm, without recursion.
    ///
    /// - Parameter edges: For each node the nodes that it leads to.
    init(edges: [[Int]]) {
        let count = edges.count
        component = Array(repeating: -1, count: count)
        hasLoop = edges.indices.map { edges[$0].contains($0) }
        var order = Array(repeating: -1, count: count)
        var low = Array(repeating: 0, count: count)
        var stack: [Int] = []
        var path: [(node: Int, edge: Int)] = []
        var next = 0
        for root in 0..<count where order[root] < 0 {
            path.append((root, 0))
            while let (node, edge) = path.last {
                if edge == 0 {
                    order[node] = next
                    low[node] = next
                    next += 1
                    stack.append(node)
                }
                if edge < edges[node].count {
                    path[path.count - 1].edge += 1
                    let target = edges[node][edge]
                    if order[target] < 0 {
                        path.append((target, 0))
                    } else if component[target] < 0 {
                        low[node] = min(low[node], order[target])
                    }
                    continue
                }
                path.removeLast()
                if let parent = path.last {
                    low[parent.node] = min(low[parent.node], low[node])
                }
                guard low[node] == order[node] else { continue }
                var group: [Int] = []
                while let member = stack.popLast() {
                    component[member] = members.count
                    group.append(member)
                    if member == node { break }
                }
                members.append(group)
            }
        }
    }

    /// Whether a node can reach itself.
    func isCyclic(_ node: Int) -> Bool {
        hasLoop[node] || members[component[node]].count > 1
    }

    /// Whether an edge lies on a cycle.
    func isOnCycle(from: Int, to: Int) -> Bool {
        component[from] == component[to]
    }
}
