/// One value of a row or a placeholder, in the types that every engine shares.
///
/// Times are integers (milliseconds since 1970 UTC), booleans are 0 and 1: an engine never interprets either.
public enum Value: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case bytes([UInt8])
}

/// A Swift type that stands for exactly one ``Value``.
public protocol ValueConvertible {
  var value: Value { get }
}

extension Value: ValueConvertible {
  public var value: Value { self }
}

extension Int: ValueConvertible {
  public var value: Value { .integer(Int64(self)) }
}

extension Int64: ValueConvertible {
  public var value: Value { .integer(self) }
}

extension Double: ValueConvertible {
  public var value: Value { .real(self) }
}

extension Bool: ValueConvertible {
  public var value: Value { .integer(self ? 1 : 0) }
}

extension String: ValueConvertible {
  public var value: Value { .text(self) }
}

extension [UInt8]: ValueConvertible {
  public var value: Value { .bytes(self) }
}

extension Optional: ValueConvertible where Wrapped: ValueConvertible {
  public var value: Value { self?.value ?? .null }
}

extension ValueConvertible where Self: RawRepresentable, RawValue == String {
  public var value: Value { .text(rawValue) }
}
