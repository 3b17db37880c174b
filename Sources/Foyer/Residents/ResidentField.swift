import Foundation

/// What a column of a residents' list holds.
enum ResidentField: String, CaseIterable, Sendable {
  case sequence, zone, building, entrance, floor, room
  case owner, name, tenant, relation, phone, from, to, tenancy, note
  case tenantPhone = "tenant_phone"
  case tenancyFrom = "tenancy_from"
  case tenancyTo = "tenancy_to"
  // Not needed at the desk: dropped unless asked for.
  case sex, document, household, fees, area, vehicle, emergency, status

  /// Data minimisation: what is read from a file without being asked for.
  var isNeeded: Bool {
    switch self {
    case .sex, .document, .household, .fees, .area, .vehicle, .emergency, .status, .sequence: false
    default: true
    }
  }

  /// What the header says, nil when it says nothing known.
  init?(header: String) {
    let plain = Self.plain(header)
    guard !plain.isEmpty, plain.count <= 16 else { return nil }
    let bare = String(plain.reversed().drop { $0.isNumber || "一二三".contains($0) }.reversed())
    guard let field = Self.aliases[plain] ?? Self.aliases[bare] ?? Self.field(speakingOf: plain) else { return nil }
    self = field
  }

  private static let aliases: [String: ResidentField] = {
    var aliases: [String: ResidentField] = [:]
    for (field, words) in words {
      for word in words.split(separator: " ") { aliases[String(word)] = field }
    }
    return aliases
  }()

  private static let words: [(ResidentField, String)] = [
    (.sequence, "序号 编号 no seq 项次"),
    (.zone, "区域 期数 期 分期 区 组团 苑区 zone phase"),
    (.building, "楼栋 栋号 楼号 幢 幢号 座 座号 楼宇 栋 栋数 楼栋号 栋座 楼座 楼幢 building block tower"),
    (.entrance, "单元 单元号 梯 门 梯号 门号 梯位 entrance"),
    (.floor, "楼层 层 层数 层号 floor"),
    (.room, "房号 房间号 室号 门牌号 门牌 房屋编号 房间 室 房屋 房产 房屋号 户号 房屋地址 住址 地址 单位 单位号 房间编号 room flat unit address"),
    (.owner, "业主姓名 业主 产权人 户主 户主姓名 业主名称 产权人姓名 权利人 owner"),
    (.name, "姓名 住户姓名 住户 居民姓名 名字 客户名称 客户姓名 成员姓名 name resident"),
    (.tenant, "租户姓名 租户 租客 承租人 租客姓名 承租人姓名 tenant"),
    (.relation, "与业主关系 关系 身份 住户类型 与户主关系 人员类型 住户性质 住户类别 类型 客户类型 relation relationship"),
    (.phone, "联系电话 手机 手机号码 手机号 电话 电话号码 联系方式 业主电话 业主手机 移动电话 联络电话 固定电话 phone mobile telephone tel"),
    (.tenantPhone, "租户电话 租客电话 租户手机 承租人电话 租户联系电话 租客联系电话"),
    (.from, "交房日期 入住日期 入伙时间 入伙日期 交房时间 入住时间 迁入日期 from since"),
    (.to, "迁出日期 搬出日期 搬离日期 until to"),
    (.tenancy, "租期起止 租期 租赁期限 租赁期 租赁起止 租赁起止日期"),
    (.tenancyFrom, "租期起 起租日期 起租时间 租期开始 租赁开始 租赁开始日期"),
    (.tenancyTo, "租期止 租期到期 租期到期日 到期日期 租期结束 退租日期 租赁到期 租赁结束日期"),
    (.note, "备注 说明 附注 remark remarks note notes"),
    (.sex, "性别 sex gender"),
    (.document, "证件类型 证件号码 身份证号 身份证号码 身份证 证件号 证件 id"),
    (.household, "居住人数 家庭成员 人口 人数 常住人口 家庭人口"),
    (.fees, "欠费金额 物业费标准 物业费 欠费 缴费情况 收费标准"),
    (.area, "建筑面积 套内面积 面积 area"),
    (.vehicle, "车牌号 车位号 车牌 车位 车辆"),
    (.emergency, "紧急联系人 紧急联系电话 紧急联系人电话"),
    (.status, "房屋状态 状态 入住状态 房屋性质 装修情况 status"),
  ]

  /// For headers that no list foresees: `业主联系手机（必填）`, `承租人的电话`.
  private static func field(speakingOf header: String) -> ResidentField? {
    let isTenants = header.contains("租")
    if header.contains("紧急") { return .emergency }
    if header.contains("身份证") || header.contains("证件") { return .document }
    if header.contains("车") { return .vehicle }
    if header.contains("面积") { return .area }
    if header.contains("费") { return .fees }
    if header.contains("电话") || header.contains("手机") { return isTenants ? .tenantPhone : .phone }
    guard header.hasSuffix("姓名") else { return nil }
    if isTenants { return .tenant }
    return header.contains("业主") || header.contains("产权") ? .owner : .name
  }

  /// Without blanks, brackets (units of measure, "required"), colons and stars; in simplified characters.
  private static func plain(_ header: String) -> String {
    var depth = 0
    var plain = ""
    for character in header.prefix(64).lowercased().precomposedStringWithCompatibilityMapping {
      if "([【".contains(character) { depth += 1 }
      if depth == 0, character.isLetter || character.isNumber { plain.append(simplified[character] ?? character) }
      if ")]】".contains(character) { depth -= 1 }
    }
    return plain
  }

  private static let simplified: [Character: Character] = Dictionary(
    uniqueKeysWithValues: zip(
      "棟樓單號門層區戶業產權聯絡繫電話機證碼關係類積費備註車緊員屬時間幢欠間編遷開終結說狀態庭類別處裝屋種質稱數團個潔牌繳況標準賃",
      "栋楼单号门层区户业产权联络系电话机证码关系类积费备注车紧员属时间幢欠间编迁开终结说状态庭类别处装屋种质称数团个洁牌缴况标准赁"
    ).reduce(into: [Character: Character]()) { $0[$1.0] = $1.1 }.map { ($0.key, $0.value) })
}
