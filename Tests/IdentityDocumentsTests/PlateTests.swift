import IdentityDocuments
import Testing

@Suite("Number plates, GA 36")
struct PlateTests {
  @Test(
    "plates fall into their class",
    arguments: [
      ("京A12345", Plate.Kind.ordinary), ("沪B8888F", .ordinary), ("粤B1A234", .ordinary), ("粤BAB123", .ordinary),
      ("粤BD12345", .newEnergySmall), ("京AF12345", .newEnergySmall), ("京ADA1234", .newEnergySmall),
      ("沪A12345D", .newEnergyLarge), ("粤Z1234港", .special), ("粤Z1234澳", .special), ("京A1234警", .special),
      ("鲁B1234学", .special), ("鲁B1234挂", .special), ("沪A0023领", .special), ("京X1234应急", .special),
      ("WJ01-12345", .special), ("WJ京1234X", .special), ("VA12345", .special), ("使014578", .special),
      ("京A1234", .other), ("京I12345", .other), ("京A1234O", .other), ("京AABC12", .other), ("ABC123", .other),
      ("京AL12345", .other), ("", .other), ("临时", .other), ("粤B临1234", .other),
    ])
  func classes(text: String, kind: Plate.Kind) {
    #expect(Plate.classify(text).kind == kind)
  }

  @Test(
    "dots, dashes, blanks, case and width are spelling",
    arguments: ["粤B12345", "粤b·12345", "粤B•12345", "粤B.12345", " 粤 B-12345 ", "粤Ｂ１２３４５", "粤B・12345", "粤B\u{2014}12345"])
  func spellings(text: String) {
    #expect(Plate.classify(text) == Plate.classify("粤B12345"))
    #expect(Plate.classify(text).normalized == "粤B12345")
  }

  @Test(
    "masks keep province, authority and the last two",
    arguments: [
      ("粤B12345", "粤B·***45"), ("粤BD12345", "粤B·****45"), ("粤Z1234港", "粤Z·***4港"), ("WJ0112345", "*****2345"),
      ("ABC123", "***123"), ("京A1234", "***234"), ("", ""),
    ])
  func masks(text: String, mask: String) {
    #expect(Plate.classify(text).mask == mask)
  }
}
