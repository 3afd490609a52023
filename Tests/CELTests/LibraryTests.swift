import Testing

@testable import CEL

/// Kubernetes' libraries of functions, by expressions that are true.
@Suite struct LibraryTests {
    private func evaluate(_ text: String) throws -> CELValue {
        try CELEnvironment().compile(text).evaluate()
    }

    @Test(arguments: [
        "[1, 2, 2].isSorted() && !['b', 'a'].isSorted() && [].isSorted()", "[1, 2, 3].sum() == 6 && [].sum() == 0",
        "[1.5, 2.5].sum() == 4.0 && [duration('1s'), duration('2s')].sum() == duration('3s')",
        "['b', 'a'].min() == 'a' && [3u, 7u].max() == 7u", "[1, 2, 1].indexOf(1) == 0 && [1, 2, 1].lastIndexOf(1) == 2",
        "[1].indexOf(2) == -1",
    ])
    func lists(text: String) throws { #expect(try evaluate(text) == .bool(true)) }

    @Test(arguments: [
        "'abc 123 def 45'.find('[0-9]+') == '123'", "'abc'.find('[0-9]+') == ''",
        "'abc 123 def 45'.findAll('[0-9]+') == ['123', '45']", "'a1b2c3'.findAll('[a-z][0-9]', 2) == ['a1', 'b2']",
        "'aaa'.find('a+?') == 'a' && 'aaa'.find('a+') == 'aaa'", "'abcd'.find('ab|abcd') == 'ab'",
        "'foofoo'.findAll('^foo') == ['foo']", "'xay'.findAll('a*') == ['', 'a', '']",
        "'the cat'.find('\\\\bcat$') == 'cat'", "'aXbX'.find('[^X]*X$') == 'bX'",
        "'123'.matches('^[0-9]+$') && !'12a'.matches('^[0-9]+$')",
    ])
    func patterns(text: String) throws { #expect(try evaluate(text) == .bool(true)) }

    @Test(arguments: [
        "'\\u00e9'.matches('^\\u00e9$') && !'\\u00e9'.matches('^e\\u0301$')",
        "'%.5f'.format([0.000008]) == '0.00001' && '%.3f'.format([0.0005]) == '0.001' && '%.0f'.format([0.5]) == '0'",
        "'%.2f'.format([1e20]) == '100000000000000000000.00' && '%.1e'.format([9.96]) == '1.0e+01'",
        "!isIP('::-0') && isIP('::0') && int('+5') == 5", "!isSemver('1.2-rc', true) && isSemver('1.2', true)",
    ])
    func corners(text: String) throws { #expect(try evaluate(text) == .bool(true)) }

    @Test(arguments: ["uint('-0')", "double('1e400')", "int('5.0')", "'a'.replace('', 'b' + 'c', 1).substring(9)"])
    func whatHasNoValue(text: String) throws {
        #expect(throws: EvaluationError.self) { try evaluate(text) }
    }

    /// What would come of it has more bytes than a memory.
    @Test func whatGrowsIsChargedByWhatItBecomes() throws {
        let grown = "'0123456789'.replace('', '0123456789')"
        let text = "cel.bind(a, \(grown), cel.bind(b, a.replace('', a), b.replace('', b).replace('', b)))"
        let error = #expect(throws: EvaluationError.self) { try evaluate(text) }
        #expect(error?.isFinal == true)
    }

    @Test(arguments: [
        "url('https://user@example.com:80/a%20b?x=1&x=2&y=%21').getHost() == 'example.com:80'",
        "url('https://example.com:80/').getHostname() == 'example.com' && url('https://[::1]:8/').getHostname() == '::1'",
        "url('https://[::1]:8/').getPort() == '8' && url('/a').getPort() == ''",
        "url('https://example.com/a%20b/').getEscapedPath() == '/a%20b/'", "url('HTTPS://x/').getScheme() == 'https'",
        "url('https://x/?x=1&x=2&y=%21+').getQuery() == {'x': ['1', '2'], 'y': ['! ']}", "isURL('/absolute/path')",
        "!isURL('a b') && !isURL('relative') && !isURL('https://a:b/') && !isURL('https://a/%zz') && !isURL('')",
    ])
    func urls(text: String) throws { #expect(try evaluate(text) == .bool(true)) }

    @Test(arguments: [
        "isQuantity('1.5Gi') && !isQuantity('1.5Gx')", "quantity('1000m').asInteger() == 1",
        "quantity('1.5Gi').isGreaterThan(quantity('1Gi')) && quantity('1').isLessThan(quantity('2'))",
        "quantity('500m').add(quantity('1')).compareTo(quantity('1500m')) == 0",
        "quantity('5').sub(3) == quantity('2')",
        "!quantity('1.5').isInteger() && quantity('50').isInteger()", "quantity('-1').sign() == -1",
        "quantity('50.703k').asApproximateFloat() == 50703.0",
    ])
    func quantities(text: String) throws { #expect(try evaluate(text) == .bool(true)) }

    @Test(arguments: [
        "isSemver('1.0.0') && !isSemver('v1.0') && isSemver('v1.0', true) && !isSemver('1.0')",
        "semver('1.2.3').major() == 1 && semver('1.2.3').minor() == 2 && semver('1.2.3').patch() == 3",
        "semver('1.2.3-alpha').isLessThan(semver('1.2.3')) && semver('1.10.0').isGreaterThan(semver('1.9.0'))",
        "semver('1.0.0-alpha.1').compareTo(semver('1.0.0-alpha.beta')) == -1", "semver('1.0.0+a') == semver('1.0.0+b')",
        "!isSemver('1.0.01') && !isSemver('1.0.0-01')",
    ])
    func versions(text: String) throws { #expect(try evaluate(text) == .bool(true)) }

    @Test(arguments: [
        "!format.dns1123Label().validate('my-label').hasValue()",
        "format.dns1123Label().validate('My_Label').value().size() > 0",
        "format.named('labelValue').value().validate('a b').hasValue() && !format.named('none').hasValue()",
        "!format.uuid().validate('123e4567-e89b-12d3-a456-426614174000').hasValue()",
        "format.uuid().validate('123').hasValue() && format.byte().validate('*').hasValue()",
        "!format.date().validate('2024-02-29').hasValue() && format.date().validate('2023-02-29').hasValue()",
        "!format.datetime().validate('2024-02-29T00:00:00Z').hasValue() && !format.uri().validate('https://x').hasValue()",
        "!format.dns1123LabelPrefix().validate('abc-').hasValue()",
    ])
    func formats(text: String) throws { #expect(try evaluate(text) == .bool(true)) }

    @Test(arguments: [
        "sets.contains([1, 2, 3], [1, 3]) && !sets.contains([1], [2]) && sets.contains([1], [])",
        "sets.intersects([1, 2], [2, 3]) && !sets.intersects([1], [2])",
        "sets.equivalent([1, 2, 2], [2, 1]) && !sets.equivalent([1], [1, 2])",
        "base64.encode(b'hello') == 'aGVsbG8=' && base64.decode('aGVsbG8') == b'hello'",
        "isCIDR('10.0.0.0/8') && !isCIDR('10.0.0.0/33') && !isCIDR('::/129')",
    ])
    func setsAndTheRest(text: String) throws { #expect(try evaluate(text) == .bool(true)) }
}
