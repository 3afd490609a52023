import Testing
@testable import YAML
@Test func a() throws { print(try YAMLNode.parse("a: 1")) }
