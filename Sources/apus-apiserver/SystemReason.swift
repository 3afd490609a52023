import Foundation

/// Why the system did not do what Foundation was asked for, in its own words.
func systemReason(_ error: any Error) -> String {
    var error = error as NSError
    while let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError { error = underlying }
    guard error.domain == NSPOSIXErrorDomain, let code = Int32(exactly: error.code) else { return "\(error)" }
    return String(cString: strerror(code))
}
