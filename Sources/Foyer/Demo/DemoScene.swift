/// The demo's present: whatever the hour, somebody is inside, somebody stays over, somebody waits.
///
/// Minutes count back from now. The people are those of the reference screens.
struct DemoScene {
  private let residents: DemoResidents
  private var script: DemoScript

  var acts: [DemoAct] { script.acts }

  init(now: Instant, zone: EstateZone, residents: DemoResidents, seed: UInt64, firstNumber: Int) {
    self.residents = residents
    script = DemoScript(now: now, zone: zone, residents: residents, seed: seed, firstNumber: firstNumber)
    inside()
    waiting()
    turnedAway()
    comeAndGone()
    record()
    announced()
    received()
  }

  /// Who is in the building, and until when he is expected to stay.
  private mutating func inside() {
    script.visit(
      "秦当归", "domestic", ago: 222, until: -42, post: 1,
      [
        "confirmation.method": "known", "document.type": "residence_permit", "document.number": "810000199408230021",
      ])
    script.visit(
      "", "delivery", ago: 23, until: -8, post: 0,
      [
        "category": "courier", "visitor.organisation": "飞燕外卖", "host.name": "", "document.check": "", "pass": "",
      ])
    script.visit(
      "欧阳半夏", "friend", ago: 92, until: 18, post: 0,
      [
        "confirmation.method": "video", "document.type": "mainland_permit_hk_macao", "document.number": "H00000901",
      ])
    let mechanic = script.nextNumber
    script.visit(
      "黄柏", "repair", ago: 37, until: 63, post: 0,
      [
        "visitor.party": "2", "visitor.organisation": "升达电梯维保", "belongings": "工具箱、导靴", "confirmation.method": "phone",
        "document.type": "resident_id", "document.number": "360426199101010071",
      ])
    script.add(ago: 21, post: 0, by: DemoStaff.leader, .reveal(mechanic, reason: .mistake, note: "维保单位来电核对"))
    script.visit(
      "田七", "friend", ago: 71, until: 78, post: 0,
      ["document.type": "resident_id", "document.number": "440308199901101512"])
    script.visit(
      "常山远", "friend", ago: 122, until: 78, post: 0,
      [
        "visitor.party": "3", "belongings": "生日蛋糕", "document.type": "passport", "document.number": "E00000902",
      ])
    script.visit(
      "石见穿", "other", ago: 14, until: 48, post: 1,
      ["belongings": "药品", "visitor.organisation": "麦穗送药", "document.type": "driving_licence"])
    guests()
  }

  private mutating func guests() {
    script.visit(
      "苏合香", "family", ago: 9, until: 175, post: 0,
      [
        "document.type": "resident_id", "document.number": "11010519491231002X", "visitor.sex": "female",
      ])
    script.visit(
      "Anna Maria Eriksson", "friend", ago: 48, until: 110, post: 1,
      [
        "document.type": "passport", "document.number": "L898902C3", "confirmation.method": "host_present",
      ])
    script.visit(
      "陆沉香", "family", ago: 55, until: 140, post: 1,
      [
        "document.check": "declined", "document.alternative": "host_down", "confirmation.method": "host_present",
      ])
  }

  private mutating func waiting() {
    script.visit("马兜铃", "friend", ago: 6, post: 0, ["confirmation.result": "no_answer", "wait": "true"])
    let patient = script.nextNumber
    script.visit("莲心", "friend", ago: 118, post: 1, ["confirmation.result": "no_answer", "wait": "true"])
    script.add(ago: 113, post: 1, .answer(patient, "confirmed"))
    script.visit("竹茹", "family", ago: 3, post: 1, ["document.check": "declined", "document.type": ""])
  }

  private mutating func turnedAway() {
    for ago in [83, 24] {
      script.turnAway("sales", ago: ago, post: 0, party: 2, note: "推销净水器，已请离开")
    }
    script.turnAway("leaflets", ago: 131, post: 1, party: 1, note: "发健身卡")
    script.visit("葛根", "friend", ago: 46, post: 1, ["confirmation.result": "declined"])
    script.visit("云木香", "other", ago: 102, post: 0, ["host.name": "查无此人"])
    if let home = residents.people.first(where: { !$0.barred.isEmpty })?.room {
      script.visit(DemoResidents.keptOut, "friend", ago: 158, post: home.post, room: home)
    }
  }

  /// An ambulance in one key, a line written down late, and one who has left again.
  private mutating func comeAndGone() {
    let ambulance = script.nextNumber
    script.visit(
      "", "official", ago: 305, post: 1,
      [
        "category": "emergency", "visitor.organisation": "120急救", "visitor.party": "3", "host.name": "",
        "confirmation.method": "", "confirmation.result": "", "document.type": "", "document.check": "", "pass": "",
      ])
    script.add(ago: 268, post: 1, .departure(ambulance, passReturned: false))
    let late = script.nextNumber
    script.visit("梅桂枝", "family", ago: 64, post: 0, ["note": "断电时记在纸上，后补"], happened: 97)
    script.add(ago: 12, post: 0, .departure(late, passReturned: true))
    let careless = script.nextNumber
    script.visit("徐长卿", "friend", ago: 190, post: 0)
    script.add(ago: 58, post: 0, .departure(careless, passReturned: false))
    script.add(ago: 51, post: 0, .lostPass(careless))
  }

  private mutating func record() {
    let room = residents.homes.first { $0.post == 1 }?.text
    script.note("卫生间漏水，转服务中心，维修已出发", ago: 87, post: 1, room: room, important: true)
    script.note("卫生间漏水在楼上一户，已改派", ago: 44, post: 1, room: room, corrects: "卫生间漏水，转服务中心，维修已出发")
    script.note("门厅地面水渍，保洁9分钟处理完", ago: 50, post: 0)
    script.note("住户借推车一辆，押门禁卡", ago: 28, post: 0)
    script.note(
      "明早8:30消防检查，东侧通道已清空", ago: 17, post: 0, important: true, more: ["next_shift": "on", "told": "秦艽"])
    script.note("2-1601总阀关着，等修好再开", ago: 33, post: 1, more: ["next_shift": "on", "owner": "杜仲"])
  }

  private mutating func announced() {
    script.expect("杜若", "friend", from: -72, to: 60, post: 0)
    script.expect("苏子", "family", from: 20, to: 140, post: 1, ["visitor.party": "2"])
    script.expect("温师傅", "other", from: 30, to: 60, post: 0, ["plate": "粤BD12345", "note": "网约车，接人，不上楼"])
    script.expect("连翘花", "domestic", from: 45, to: 240, post: 1)
    script.expect("高良姜", "domestic", from: 80, to: 300, post: 0, ["note": "月嫂"])
    let guest = script.expect("郁金", "family", from: -60, to: 120, post: 1)
    script.visit(
      "郁金", "family", ago: 41, until: 100, post: 1,
      [
        "confirmation.method": "appointment", "document.type": "mainland_permit_taiwan", "document.number": "00000903",
      ], expected: guest)
  }

  /// One group to come, one inside, one of last week.
  private mutating func received() {
    script.receive(
      [
        "organisation": "街道办事处", "leader": "白主任", "party": "6", "purpose": "消防检查", "level": "manager", "host": "远志",
        "route": "大堂、消防控制室、地下车库",
      ], announced: 2_900, planned: 90)
    script.receive(
      [
        "organisation": "示范小学三年级", "leader": "麦老师", "party": "25", "purpose": "社区课堂", "level": "department",
        "host": "厚朴", "route": "大堂、花园", "photos_allowed": "on",
      ], announced: 4_300, planned: -40, arrivedAgo: 38)
    script.receive(
      [
        "organisation": "邻区物业参观团", "leader": "葛经理", "party": "12", "purpose": "交流大堂值班", "level": "manager",
        "host": "远志", "escort": "秦艽", "route": "大堂、值班台", "photos_allowed": "on",
      ], announced: 11_400, planned: -8_650, arrivedAgo: 8_644, leftAgo: 8_571, feedback: "登记清楚，礼貌周到")
  }
}
