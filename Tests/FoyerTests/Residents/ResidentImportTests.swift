import Foundation
import Spreadsheets
import Testing

@testable import Foyer

@Suite struct ResidentImportTests {
  private func read(_ text: String, _ options: ImportOptions = ImportOptions()) throws -> ImportReading {
    try ResidentSheet.read(Data(text.utf8), options: options)
  }

  private func refusals(_ rows: String) throws -> [ImportFinding.Kind] {
    try read("房号,姓名,电话\n" + rows).refused.map(\.kind)
  }

  private func warnings(_ rows: String) throws -> [ImportFinding.Kind] {
    try read("房号,姓名,电话,关系,入住日期,租期止\n" + rows).warned.map(\.kind)
  }

  @Test func `Title rows, numbers, totals and empty rows are no residents`() throws {
    let reading = try read(
      """
      示范花园业主信息一览表,,
      序号,房屋编号,业主姓名
      1,1-1-101,张三
      2,,
      序号,房屋编号,业主姓名
      3,1-1-102,李四
      合计,2户,
      制表人：王五,,
      ,,
      """)
    #expect(reading.drafts.map(\.row) == [3, 6])
    #expect(reading.rowCount == 2)
    #expect(reading.refused.isEmpty)
  }

  @Test(arguments: [
    "楼栋,单元,房号,姓名", "栋号（必填）,单元号,室号,业主姓名", "幢,梯,门牌号,户主", "樓棟,單元,房號,業主姓名", "Building,Entrance,Room,Name",
    " 楼 号 ,门,房间号*,住户姓名：",
  ])
  func `Headers are known by many names`(header: String) throws {
    let draft = try #require(try read(header + "\n1,2,1203,张三").drafts.first)
    #expect(draft.room.key == RoomName.parse("1-2-1203").key)
    #expect(draft.name.name == "张三")
  }

  @Test func `A blank building or entrance means as above, and an entrance ends with its building`() throws {
    let reading = try read("楼栋,单元,房号,姓名\n1,1,101,甲一\n,,102,乙二\n,2,101,丙三\nB,,101,丁四\n,,102,戊五")
    #expect(reading.drafts.map(\.room.display) == ["1-1-101", "1-1-102", "1-2-101", "B-101", "B-102"])
  }

  @Test func `Sheets are buildings where their names say so`() {
    #expect(RoomName.building(ofSheet: "1栋") == "1栋")
    #expect(RoomName.building(ofSheet: "B座业主信息表") == "B座")
    #expect(RoomName.building(ofSheet: "Sheet1") == nil)
    #expect(RoomName.building(ofSheet: "汇总") == nil)
  }

  @Test func `Columns the desk does not need are dropped unless asked for`() throws {
    let text = "房号,姓名,身份证号码,建筑面积(㎡),家庭成员,物业费标准\n1-1-101,张三,11010519491231002X,89,三人,2.8"
    let dropped = try read(text)
    #expect(dropped.droppedColumns == ["身份证号码", "建筑面积(㎡)", "家庭成员", "物业费标准"])
    #expect(dropped.drafts.first?.extras.isEmpty == true)
    let kept = try read(text, ImportOptions(keeping: [.documents, .area]))
    #expect(kept.drafts.first?.extras == [.document: "11010519491231002X", .area: "89"])
  }

  @Test func `Rooms that a spreadsheet program spoiled are refused with their rows`() throws {
    #expect(try refusals("2003年5月1日,张三,\nMay-03,李四,\n2003/5/1,王五,") == [.roomIsADate, .roomIsADate, .roomIsADate])
    #expect(try refusals("3E+05,张三,") == [.roomIsScientific])
    #expect(try read("楼栋,房号,姓名\n12月5日,101,张三").refused.first?.field == .building)
  }

  @Test func `Rooms that are missing, unreadable or several are refused`() throws {
    #expect(try refusals(",张三,\n/,李四,\n3栋,王五,") == [.roomMissing, .roomMissing, .roomMissing])
    #expect(try refusals("大门口左边,张三,") == [.roomUnreadable])
    #expect(try refusals("1203,张三,") == [.roomAmbiguous])
    #expect(try read("房号,姓名\n1203,张三", ImportOptions(onlyBuilding: "1栋")).drafts.first?.room.display == "1-1203")
    #expect(try read("楼栋,房号,姓名\n3,4栋1单元502,张三").refused.map(\.kind) == [.roomContradictsBuilding])
  }

  @Test func `Names that are missing or none are refused`() throws {
    #expect(
      try refusals("1-1-101,,139\n1-1-102,无,\n1-1-103,13900001234,") == [.nameMissing, .nameMissing, .nameUnreadable])
  }

  @Test func `Numbers in scientific notation are refused`() throws {
    #expect(try refusals("1-1-101,张三,1.39E+10") == [.phoneIsScientific])
    let text = "房号,姓名,身份证号\n1-1-101,张三,4.40524E+17"
    #expect(try read(text).refused.isEmpty)
    #expect(try read(text, ImportOptions(keeping: .documents)).refused.map(\.kind) == [.documentIsScientific])
  }

  @Test func `Warnings say what to look at and do not stop the row`() throws {
    #expect(try warnings("1-1-101,张三,13900000001/13900000002,,,") == [.severalPhones])
    #expect(try warnings("1-1-101,张三,13900,,,") == [.phoneUnreadable])
    #expect(try warnings("1-1-101,张三,75512345678,,,") == [.phoneZeroRestored])
    #expect(try warnings("1-1-101,张三,,房东,,") == [.relationUnknown])
    #expect(try warnings("1-1-101,张三,,,开春,") == [.dateUnreadable])
    #expect(try warnings("1-1-101,张三,,,2024.5.1,2023.5.1") == [.datesReversed])
    #expect(try warnings("1-1-101,王?,,,,") == [.nameCharactersLost])
    #expect(try warnings("1-1-101,张三,,,,\n1-1-0101,张三,,,,") == [.duplicateRow])
    #expect(try read("楼栋,房号,姓名\n1,300000,张三").warned.map(\.kind) == [.exponentRoomSuspected])
    #expect(try warnings("1/2/2001,张三,,,,") == [.roomDateSuspected])
  }

  @Test func `Identity numbers that lost their end are reported once`() throws {
    let rows = (1...6).map { "1-1-10\($0),张三,11010119900101\($0 < 5 ? "0000" : "1234")" }.joined(separator: "\n")
    let warned = try read("房号,姓名,身份证号码\n" + rows).warned
    #expect(warned.map(\.kind) == [.idNumbersDamaged])
    #expect(warned.first?.arguments["count"] == "4")
  }

  @Test func `Joint owners, tenants and agents become residents of their own`() throws {
    let reading = try read(
      "房号,业主姓名,租户姓名,联系电话,租户电话,租期起止\n1-1-101,张三、李四(代),王五,13900000001,13900000002,2023.5.1-2024.4.30")
    #expect(reading.drafts.map(\.name.name) == ["张三", "李四", "王五"])
    #expect(reading.drafts.map(\.relation) == [.owner, .agent, .tenant])
    #expect(reading.drafts.map(\.phones) == [["13900000001"], ["13900000001"], ["13900000002"]])
    #expect(reading.drafts.last?.to?.description == "2024-04-30")
    #expect(reading.importedRowCount == 1)
  }

  @Test func `Formulas stay text and forced text loses its prefix`() throws {
    let draft = try #require(try read("房号,姓名,备注\n'1-2-0203,\"=\"\"张三\"\"\",=HYPERLINK(1)").drafts.first)
    #expect((draft.room.display, draft.name.name, draft.note) == ("1-2-0203", "张三", "=HYPERLINK(1)"))
  }

  @Test func `A file that is no list of residents is refused as a whole`() {
    #expect(throws: ImportProblem.headerMissing) { try read("a,b\n1,2") }
    #expect(throws: ImportProblem.nameColumnMissing) { try read("房号,电话\n1,2") }
    #expect(throws: ImportProblem.roomColumnMissing) { try read("姓名,电话\n1,2") }
  }

  @Test func `Every finding has its text's key`() {
    #expect(
      Set(
        ImportFinding.Kind.allCases.map {
          ImportFinding(kind: $0, sheet: "", row: 1, field: nil, arguments: [:]).messageKey
        }
      ).count == 22)
  }
}

@Suite struct ImportCellTests {
  @Test(arguments: [
    ("139 0000-1946", ["13900001946"]), ("+86 139 0000 1946", ["13900001946"]), ("008613900001946", ["13900001946"]),
    ("１３９００００１９４６", ["13900001946"]), ("13900000001(儿子)", ["13900000001"]),
    ("13900000001/13900000002", ["13900000001", "13900000002"]),
    ("13900000001 13900000002", ["13900000001", "13900000002"]),
    ("13900000001（父）、13900000002", ["13900000001", "13900000002"]),
    ("0755-12345678", ["075512345678"]), ("(0755)12345678", ["075512345678"]), ("+852 9123 4567", ["+85291234567"]),
    ("4008001234", ["4008001234"]),
    ("无", []), ("", []), ("手机:13900000001", ["13900000001"]), ("91234567", ["91234567"]),
    ("'13900000001", ["13900000001"]), ("(852)61234567", ["+85261234567"]), ("886 912345678", ["+886912345678"]),
    ("+1 415 555 0100", ["+14155550100"]), ("0755-26001234-801", ["075526001234"]), ("13900000001.0", ["13900000001"]),
    ("13900000001和13900000002", ["13900000001", "13900000002"]), ("912345678", ["0912345678"]),
  ])
  func `Telephone numbers are read out of a cell`(text: String, numbers: [String]) {
    let (phones, unreadable) = ImportPhone.numbers(in: text)
    #expect(phones.map(\.number) == numbers)
    #expect(unreadable.isEmpty)
  }

  @Test(arguments: [
    "2023.5.1", "2023年5月1日", "2023/5/1", "2023-05-01", "20230501", "45047", "民國112年5月1日", "民国112.5.1", "２０２３．５．１",
    "2023/5/1 0:00", "2023-05-01 00:00:00",
  ])
  func `Dates are read as lists write them`(text: String) {
    #expect(ImportDate.parse(text)?.description == "2023-05-01")
  }

  @Test func `Parts of dates begin with the first day, and what is no date is none`() {
    #expect(ImportDate.parse("民國112年")?.description == "2023-01-01")
    #expect(ImportDate.parse("2023年5月")?.description == "2023-05-01")
    for text in ["2023-13-01", "2023.2.30", "开春", "5.1", "99999", "1203", ""] { #expect(ImportDate.parse(text) == nil) }
    #expect(ImportDate.period("2023年5月1日至2024年4月30日")?.to?.description == "2024-04-30")
    #expect(ImportDate.period("2023.5.1~2024.4.30")?.from.description == "2023-05-01")
    #expect(ImportDate.period("长期") == nil)
    for text in ["2023.5.1至今", "2023年5月1日起", "2023.5.1-长期"] {
      let period = ImportDate.period(text)
      #expect(period?.from.description == "2023-05-01" && period?.to == nil)
    }
  }
}

/// What `domain/09-imports.md` warns of, line by line.
@Suite struct ImportTrapTests {
  private func read(_ text: String, _ options: ImportOptions = ImportOptions()) throws -> ImportReading {
    try ResidentSheet.read(Data(text.utf8), options: options)
  }

  @Test func `Mr Wang and Mrs Wang of one room are two people, the same one twice is not`() throws {
    let reading = try read("房号,姓名\n1-1-101,王先生\n1-1-101,王女士\n1-1-101,王先生\n1-1-102,王先生/王女士")
    #expect(reading.drafts.map(\.name.written) == ["王先生", "王女士", "王先生", "王女士"])
    #expect(reading.warned.map(\.row) == [4])
    #expect(reading.warned.first?.arguments["value"] == "王先生")
    #expect(ImportPerson.people(of: reading.drafts).count == 4)
  }

  @Test func `The column of the sex tells two people of one name apart and is not kept`() throws {
    let reading = try read("房号,姓名,性别\n1-1-101,李娜,女\n1-1-101,李娜,男\n1-1-101,李娜,\n1-1-102,李娜,女")
    #expect(reading.warned.map(\.row) == [4])
    let people = ImportPerson.people(of: reading.drafts)
    #expect(people.map(\.twin) == [0, 1, 0])
    #expect(people.map(\.hasTwins) == [true, true, false])
    let kept = people.flatMap(\.extras.keys)
    #expect(kept.isEmpty)
  }

  @Test func `A lease is its tenant's and never ends the owner's stay`() throws {
    let columns = "房号,业主姓名,租户姓名,交房日期,租期起止\n1-1-101,张三,李四,2010.5.1,2023.5.1-2024.4.30"
    let people = try read(columns).drafts
    #expect(people.map { $0.from?.description } == ["2010-05-01", "2023-05-01"])
    #expect(people.map { $0.to?.description } == [nil, "2024-04-30"])
    let rows = try read("房号,姓名,住户类型,租期止\n1-1-101,张三,业主,2024.5.1\n1-1-101,李四,租户,2024.5.1").drafts
    #expect(rows.map { $0.to?.description } == [nil, "2024-05-01"])
  }

  @Test func `An open end is nothing to mend, and an end before the beginning is left out`() throws {
    let open = try read("房号,姓名,住户类型,租期起止,租期止\n1-1-101,张三,租户,2023.5.1至今,\n1-1-102,李四,租户,,长期")
    #expect(open.warned.isEmpty)
    #expect(open.drafts.first?.from?.description == "2023-05-01")
    let reversed = try #require(try read("房号,姓名,入住日期,迁出日期\n1-1-101,张三,2024.5.1,2023.5.1").drafts.first)
    #expect(reversed.from?.description == "2024-05-01" && reversed.to == nil)
  }

  @Test func `Radicals from a PDF become characters, with both shown; dots and commas of names are evened out`() throws
  {
    let reading = try read("房号,姓名\n1-1-101,⽂⼯三\n1-1-102,阿卜杜拉.买买提\n1-1-103,\"SMITH，John\"\n1-1-104,J. R. Smith")
    #expect(reading.drafts.map(\.name.name) == ["文工三", "阿卜杜拉·买买提", "SMITH, John", "J. R. Smith"])
    #expect(reading.warned.map(\.kind) == [.nameRadicalsReplaced])
    #expect(reading.warned.first?.arguments == ["value": "⽂⼯三", "name": "文工三"])
    #expect(PersonName("㐂田𠮷").name == "㐂田𠮷")
  }

  @Test func `Totals in any column and signatures below the list are no residents`() throws {
    let reading = try read(
      "楼栋,单元,房号,姓名,电话\n1,1,101,张三,\n1栋,,,小计,1户\n制表人：王五,,,,2023年5月1日\n审核:,,赵六,,\n1,1,102,计小合,")
    #expect(reading.drafts.map(\.name.name) == ["张三", "计小合"])
    #expect(reading.refused.isEmpty)
  }

  @Test func `Errors of a spreadsheet say nothing, and a formula without a result is shown whole`() throws {
    let reading = try read("房号,姓名,电话\n1-1-101,张三,#N/A\n1-1-102,#REF!,\n1-1-103,李四,\"=CONCATENATE(\"\"139\"\",A1)\"")
    #expect(reading.refused.map(\.kind) == [.nameMissing])
    #expect(reading.warned.map { $0.arguments["value"] } == ["=CONCATENATE(\"139\",A1)"])
  }

  @Test func `Identity numbers kept as numbers are damaged whatever their digits`() throws {
    let rows: [[Cell]] =
      [["房号", "姓名", "身份证号"].map(Cell.text)]
      + ["440524188001009984", "440524199001019984"].enumerated().map { index, number in
        [.text("1-1-10\(index)"), .text("张三"), .number(Double(number) ?? 0, written: number)]
      }
    let table = Table(name: "", rows: rows)
    let columns = try #require(ResidentColumns(in: table))
    var reading = ImportReading()
    var reader = ResidentTable(table, columns: columns, options: ImportOptions())
    reader.read(into: &reading)
    #expect(reading.warned.map(\.kind) == [.idNumbersDamaged])
  }

  @Test func `A list in Big5 is known by its header in any installation`() throws {
    // 樓棟,房號,姓名 / 1,101,陳淑芬
    let bytes: [UInt8] =
      [0xBC, 0xD3, 0xB4, 0xC9, 0x2C, 0xA9, 0xD0, 0xB8, 0xB9, 0x2C, 0xA9, 0x6D, 0xA6, 0x57, 0x0A] + Array("1,101,".utf8)
      + [0xB3, 0xAF, 0xB2, 0x51, 0xAA, 0xE2]
    let reading = try ResidentSheet.read(Data(bytes))
    #expect(reading.encoding == .big5)
    #expect(reading.drafts.map(\.name.name) == ["陳淑芬"])
  }

  @Test(arguments: [
    ("Â¥¶°,·¿ºÅ,ÐÕÃû\n1,101,ÕÅÈý", Mojibake.gbkReadAsLatin1), ("¥��,����,����\n1,101,����", .gbkReadAsUTF8),
  ])
  func `Garbled text is told from a missing header`(text: String, kind: Mojibake) {
    #expect(throws: ImportProblem.garbled(kind)) { try read(text) }
  }

  @Test func `The estate's own name before an address is no part of the room`() throws {
    var options = ImportOptions()
    options.site = "青梧里"
    let reading = try read("地址,姓名\n青梧里1栋2单元1203室,张三\n青梧里二期3栋502,李四\n南区3栋502,王五", options)
    #expect(reading.drafts.map(\.room.display) == ["1-2-1203", "2期 3-502", "南区 3-502"])
  }

  @Test func `Where the building is E three zeros are suspicious`() throws {
    let reading = try read("楼栋,房号,姓名\nE,3000,张三\nE,305,李四\n1,2000,王五")
    #expect(reading.warned.map(\.row) == [2])
  }
}
