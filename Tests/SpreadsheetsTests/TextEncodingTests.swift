import Foundation
import Spreadsheets
import Testing

@Suite struct TextEncodingTests {
  /// Bytes that other programs wrote, so that our own converter is not its own witness.
  private func bytes(_ hex: String) -> Data {
    Data(hex.split(separator: " ").compactMap { UInt8($0, radix: 16) })
  }

  @Test func `A byte order mark decides`() throws {
    let utf8 = try TextEncoding.decode(bytes("EF BB BF E6 A5 BC"))
    #expect((utf8.text, utf8.encoding, utf8.hadByteOrderMark) == ("楼", .utf8, true))
    #expect(try TextEncoding.decode(bytes("FF FE 7C 69 09 00")).text == "楼\t")
    let big = try TextEncoding.decode(bytes("FE FF 69 7C"))
    #expect((big.text, big.encoding) == ("楼", .utf16BigEndian))
  }

  @Test func `UTF-16 without a mark is found by its zeros`() throws {
    let text = "房号,姓名\n1,王\n"
    let little = Data(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    let decoded = try TextEncoding.decode(little)
    #expect((decoded.text, decoded.encoding) == (text, .utf16LittleEndian))
    let big = Data(text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
    #expect(try TextEncoding.decode(big).encoding == .utf16BigEndian)
  }

  @Test func `UTF-8 is strict, so that GBK's 联通 is not taken for it`() throws {
    let decoded = try TextEncoding.decode(bytes("C1 AA CD A8"))
    #expect((decoded.text, decoded.encoding) == ("联通", .gb18030))
  }

  @Test(arguments: [
    ("喆", "86 B4"), ("镕", "E9 46"), ("玥", "AB 68"), ("䶮", "FE 9F"), ("𠮷", "95 34 B2 35"), ("·", "A1 A4"),
    ("𣗋", "96 32 F7 37"), ("𬭎", "99 33 A9 32"), ("㛃", "82 30 B7 31"),
  ])
  func `GB18030 knows the characters of names`(character: String, hex: String) throws {
    let decoded = try TextEncoding.decode(bytes("CD F5") + bytes(hex))
    #expect(decoded.encoding == .gb18030)
    #expect(decoded.text == "王" + character)
  }

  @Test func `Big5 is found where it was asked for, and can be forced`() throws {
    // 樓棟,姓名,電話 王小明 台北市信義區
    let big5 = bytes(
      "BC D3 B4 C9 2C A9 6D A6 57 2C B9 71 B8 DC 0A A4 FD A4 70 A9 FA A5 78 A5 5F A5 AB AB 48 B8 71 B0 CF")
    let asked = try TextEncoding.decode(big5, tryingBig5: true)
    #expect((asked.encoding, asked.text.hasPrefix("樓棟,姓名,電話")) == (.big5, true))
    #expect(try TextEncoding.decode(big5).encoding == .gb18030)
    #expect(try TextEncoding.decode(big5, as: .big5).text == asked.text)
    let simplified = try #require("楼栋,姓名,电话\n王小明,台北市信义区\n".data(using: .init(rawValue: 0x8000_0632)))
    #expect(try TextEncoding.decode(simplified, tryingBig5: true).encoding == .gb18030)
  }

  @Test func `A forced encoding is strict too`() {
    #expect(throws: SpreadsheetError.undecodable(.utf8)) { try TextEncoding.decode(bytes("C1 AA"), as: .utf8) }
    #expect(throws: SpreadsheetError.undecodable(nil)) { try TextEncoding.decode(bytes("81 FF FF")) }
    #expect(throws: SpreadsheetError.empty) { try TextEncoding.decode(Data()) }
  }

  @Test func `NUL bytes vanish`() throws {
    #expect(try TextEncoding.decode(Data("1203,王\0芳\0,业主业主业主业主业主业主业主业主".utf8)).text.hasPrefix("1203,王芳,"))
  }

  @Test func `Text that an earlier program spoiled is recognised`() throws {
    #expect(try TextEncoding.decode(Data("姓名,鏉ヨ浜哄憳鐧昏琛".utf8)).mojibake == .utf8ReadAsGBK)
    #expect(try TextEncoding.decode(Data("À´·ÃÈËÔ±,µÇ¼Ç".utf8)).mojibake == .gbkReadAsLatin1)
    #expect(try TextEncoding.decode(Data("���,1203".utf8)).mojibake == .gbkReadAsUTF8)
    #expect(try TextEncoding.decode(Data("楼栋,单元,房号,业主姓名,联系电话,备注".utf8)).mojibake == nil)
    #expect(try TextEncoding.decode(Data("Müller,Ångström,1203".utf8)).mojibake == nil)
  }
}
