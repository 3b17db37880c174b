import CPostgres
import Foundation

/// Values as PostgreSQL's binary format has them: integers and floating point in network order, text and bytes as is.
enum PostgreSQLValue {
  private static let bool: Oid = 16
  private static let bytes: Oid = 17
  private static let int8: Oid = 20
  private static let int2: Oid = 21
  private static let int4: Oid = 23
  private static let text: Oid = 25
  private static let float4: Oid = 700
  private static let float8: Oid = 701
  private static let numeric: Oid = 1700

  /// A null has no type of its own: the server takes the one of its place.
  static func type(_ value: Value) -> Oid {
    switch value {
    case .null: 0
    case .integer: int8
    case .real: float8
    case .text: text
    case .bytes: bytes
    }
  }

  typealias Pointers = UnsafePointer<UnsafePointer<CChar>?>?

  /// All values in one buffer, with what libpq wants to know of each.
  static func withParameters<T>(
    _ values: [Value], _ body: (Pointers, UnsafePointer<Int32>?, UnsafePointer<Int32>?) throws -> T
  ) rethrows -> T {
    guard !values.isEmpty else { return try body(nil, nil, nil) }
    var buffer: [UInt8] = []
    var ranges: [Range<Int>?] = []
    for value in values {
      let start = buffer.count
      append(value, to: &buffer)
      ranges.append(value == .null ? nil : start..<buffer.count)
    }
    // Of an empty text there must be an address too: none means null.
    buffer.append(0)
    let lengths = ranges.map { Int32($0?.count ?? 0) }
    let formats = [Int32](repeating: 1, count: values.count)
    return try buffer.withUnsafeBytes { bytes in
      let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      let pointers = ranges.map { range in range.flatMap { base?.advanced(by: $0.lowerBound) } }
      return try body(pointers.map { $0.map { UnsafePointer($0) } }, lengths, formats)
    }
  }

  /// Rows as COPY takes them in its binary format.
  static func copy(_ rows: [Row]) -> [UInt8] {
    var buffer: [UInt8] = Array("PGCOPY\n".utf8) + [0xff, 0x0d, 0x0a, 0] + [UInt8](repeating: 0, count: 8)
    func append(_ number: some FixedWidthInteger) {
      withUnsafeBytes(of: number.bigEndian) { buffer.append(contentsOf: $0) }
    }
    for row in rows {
      append(Int16(row.allValues.count))
      for value in row.allValues {
        guard value != .null else {
          append(Int32(-1))
          continue
        }
        let start = buffer.count
        append(Int32(0))
        Self.append(value, to: &buffer)
        let length = Int32(buffer.count - start - 4).bigEndian
        withUnsafeBytes(of: length) { buffer.replaceSubrange(start..<start + 4, with: $0) }
      }
    }
    append(Int16(-1))
    return buffer
  }

  private static func append(_ value: Value, to buffer: inout [UInt8]) {
    switch value {
    case .null: return
    case .integer(let integer): withUnsafeBytes(of: integer.bigEndian) { buffer.append(contentsOf: $0) }
    case .real(let real): withUnsafeBytes(of: real.bitPattern.bigEndian) { buffer.append(contentsOf: $0) }
    case .text(let text): buffer.append(contentsOf: text.utf8)
    case .bytes(let bytes): buffer.append(contentsOf: bytes)
    }
  }

  static func read(_ result: OpaquePointer, _ row: Int32, _ column: Int32) -> Value {
    guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return .null }
    let value = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
    switch PQftype(result, column) {
    case int8: return .integer(Int64(bigEndian: value.loadUnaligned(as: Int64.self)))
    case int4: return .integer(Int64(Int32(bigEndian: value.loadUnaligned(as: Int32.self))))
    case int2: return .integer(Int64(Int16(bigEndian: value.loadUnaligned(as: Int16.self))))
    case bool: return .integer(value.first == 1 ? 1 : 0)
    case float8: return .real(Double(bitPattern: UInt64(bigEndian: value.loadUnaligned(as: UInt64.self))))
    case float4: return .real(Double(Float(bitPattern: UInt32(bigEndian: value.loadUnaligned(as: UInt32.self)))))
    case bytes: return .bytes(Array(value))
    case numeric: return wholeNumber(value)
    default: return .text(String(decoding: value, as: UTF8.self))
    }
  }

  /// A sum of integers comes as a numeric: groups of four decimal digits, the first with `weight` groups after it.
  private static func wholeNumber(_ value: UnsafeRawBufferPointer) -> Value {
    func word(_ index: Int) -> Int {
      Int(Int16(bigEndian: value.loadUnaligned(fromByteOffset: index * 2, as: Int16.self)))
    }
    let (count, weight, isNegative) = (word(0), word(1), word(2) == 0x4000)
    // Not a number, or an infinite one.
    guard word(2) == 0 || isNegative else { return .real(.nan) }
    let groups = (0..<count).map { isNegative ? -word(4 + $0) : word(4 + $0) }
    return exact(groups, weight: weight).map(Value.integer)
      ?? .real(
        zip(groups, 0...).reduce(0) { $0 + Double($1.0) * pow(10_000, Double(weight - $1.1)) })
  }

  /// Nil for a fraction, and for what is larger than an integer can be.
  private static func exact(_ groups: [Int], weight: Int) -> Int64? {
    guard groups.count <= weight + 1, weight < 5 || groups.isEmpty else { return groups.isEmpty ? 0 : nil }
    var number: Int64 = 0
    for index in 0..<max(0, groups.isEmpty ? 0 : weight + 1) {
      let (product, isTooLarge) = number.multipliedReportingOverflow(by: 10_000)
      let (sum, overflows) = product.addingReportingOverflow(index < groups.count ? Int64(groups[index]) : 0)
      if isTooLarge || overflows { return nil }
      number = sum
    }
    return number
  }
}
