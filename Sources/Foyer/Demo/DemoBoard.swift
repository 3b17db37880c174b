/// What somebody did with the board and its registers.
enum DemoBoardDeed: Sendable, Equatable {
  /// Fields of the form; the number lets later deeds name it.
  case event(Int, [String: String], from: Instant, until: Instant)
  case calledOff(Int)
  case report(Int, came: Int, note: String)
  case notice(Int, [String: String], from: Instant, until: Instant)
  case published(Int)
  case givenBack(Int, reason: String)
  case withdrawn(Int, reason: String)
  case instruction(Int, [String: String], roles: [Role], persons: [String], until: Instant?)
  case changed(Int, body: String)
  case saying([String: String], until: Instant)
  /// Somebody reads all that is asked of him.
  case reading
}

/// Weeks of events, notices, instructions and lines to say, and those of today: one in each state.
struct DemoBoard {
  private let now: Instant
  private let zone: EstateZone
  private(set) var acts: [DemoAct] = []

  init(now: Instant, zone: EstateZone) {
    self.now = now
    self.zone = zone
    past()
    standing()
    today()
    waiting()
    shifts()
    sinceTheShift()
  }

  private static let manager = "远志"
  private static let supervisor = "厚朴"

  private mutating func add(_ at: Instant, by: String, post: Int = 0, _ deed: DemoBoardDeed) {
    acts.append(DemoAct(at: at, post: post, by: by, deed: .board(deed)))
  }

  private func day(_ days: Int, _ hour: Int, _ minute: Int = 0) -> Instant {
    zone.startOfDay(now, adding: days).advanced(minutes: hour * 60 + minute)
  }

  private mutating func past() {
    add(
      day(-16, 10), by: Self.supervisor,
      .event(
        1,
        [
          "kind": "activity", "title": "邻里茶会", "place": "大堂东侧", "organiser": "社区活动室", "staff_needed": "2",
          "visitors_expected": "40", "desk_note": "摆椅子20把，散场后清点",
        ], from: day(-12, 14), until: day(-12, 17)))
    add(day(-12, 17, 40), by: DemoStaff.leader, .report(1, came: 36, note: "秩序好，椅子20把已还，地面已清洁"))
    add(
      day(-9, 9), by: DemoStaff.serviceCentre,
      .event(
        2, ["kind": "works", "title": "2号梯导靴更换", "place": "1栋2单元", "area": "1栋2单元", "desk_note": "放检修牌，请住户走1号梯"],
        from: day(-8, 9), until: day(-8, 15)))
    add(
      day(-6, 11), by: DemoStaff.butler,
      .event(
        3,
        [
          "kind": "booking", "title": "婚车接亲", "place": "1栋大堂门口", "area": "1栋", "staff_needed": "1",
          "visitors_expected": "25",
        ], from: day(-3, 8), until: day(-3, 10)))
    add(day(-4, 18), by: DemoStaff.butler, .calledOff(3))
    add(
      day(-14, 9), by: "白芷",
      .notice(
        11, ["title": "关于消防演练的通知", "body": "定于本周六上午9:30在大堂及东侧通道举行消防演练，届时警铃会响，请勿惊慌。\n演练期间电梯停用约20分钟，敬请谅解。"],
        from: day(-13, 0), until: day(-8, 0)))
    add(day(-14, 10), by: DemoStaff.leader, .published(11))
    add(
      day(-5, 9), by: "石斛",
      .notice(12, ["title": "绿化喷药通知", "body": "周三上午花园喷药，请看护好儿童和宠物。"], from: day(-5, 0), until: day(5, 0)))
    add(day(-5, 10), by: Self.supervisor, .published(12))
    add(day(-4, 15), by: Self.supervisor, .withdrawn(12, reason: "雨天改期"))
  }

  /// What has held for weeks.
  private mutating func standing() {
    let all: [Role] = [.attendant, .squadLeader]
    add(
      day(-18, 9), by: Self.manager,
      .instruction(
        21, ["title": "夜间送货人员不上楼", "body": "23:00以后外卖、快递一律在大堂交接，请住户下楼取。特殊情况报班长。"], roles: all, persons: [],
        until: nil))
    add(
      day(-10, 9), by: Self.supervisor,
      .instruction(
        22, ["title": "装修工人凭证进出", "body": "装修工人每次进出都要核对出入证和房号，串房的请离开并报班长。"], roles: [.attendant],
        persons: [DemoStaff.butler], until: day(20, 0)))
    add(
      day(-20, 9), by: DemoStaff.leader,
      .instruction(
        23, ["title": "国庆期间访客登记从严", "body": "节日期间每位访客都要由住户确认。"], roles: all, persons: [], until: day(-6, 0)))
    add(
      day(-2, 9), by: "连翘",
      .notice(
        13,
        [
          "title": "关于2栋停水的通知", "body": "因2栋水泵检修，明日9:00至16:00停水，请提前储水。\n恢复供水后请先放一会儿水再使用。给您带来不便，敬请谅解。",
          "area": "2栋", "say": "2栋检修水泵，16点恢复供水",
        ], from: day(-1, 0), until: day(2, 0)))
    add(day(-2, 10), by: DemoStaff.leader, .published(13))
    add(
      day(-7, 9), by: DemoStaff.serviceCentre,
      .notice(14, ["title": "物业费缴纳提醒", "body": "本季度物业费请于月底前缴纳，可在服务中心或线上办理。"], from: day(-6, 0), until: day(12, 0)))
    add(day(-7, 11), by: Self.manager, .published(14))
    add(day(-3, 10), by: DemoStaff.butler, .saying(["text": "快递请放丰巢柜，大件放服务中心", "area": "1-1-1203"], until: day(10, 0)))
    add(day(-3, 11), by: DemoStaff.butler, .saying(["text": "请从东门停车场进，地面车位已满", "area": ""], until: day(3, 0)))
    add(day(-6, 10), by: DemoStaff.leader, .saying(["text": "1栋2单元电梯检修，请走1单元连廊", "area": "1栋2单元"], until: day(-4, 0)))
  }

  /// One that is carried through the lobby now, one that comes, one that is over and looked after.
  private mutating func moves() {
    add(
      day(-3, 15), by: DemoStaff.serviceCentre,
      .event(
        60,
        [
          "kind": "move_in", "title": "1栋1单元1502搬入", "area": "1栋1单元1502", "lift": "1栋1单元2号梯", "organiser": "安顺搬家",
          "desk_note": "核对放行条，梯内挂护板；走完查看电梯和地面", "say": "2号梯搬家专用，请走1号梯",
        ], from: now.advanced(minutes: -50), until: now.advanced(minutes: 130)))
    add(
      day(-2, 11), by: DemoStaff.serviceCentre,
      .event(
        61,
        [
          "kind": "move_out", "title": "2栋803搬出", "area": "2栋803", "lift": "2栋1号梯", "organiser": "顺达搬家",
          "desk_note": "凭放行条出门，大件逐件核对",
        ], from: day(1, 9), until: day(1, 12)))
    add(
      day(-5, 15), by: DemoStaff.serviceCentre,
      .event(
        62,
        ["kind": "move_out", "title": "3栋1单元601搬出", "area": "3栋1单元601", "lift": "3栋1单元1号梯", "desk_note": "凭放行条出门"],
        from: day(-2, 9), until: day(-2, 11)))
    add(day(-2, 11, 25), by: DemoStaff.leader, .report(62, came: 6, note: "电梯、地面无损坏，护板已收回"))
  }

  /// Today's, whatever the hour: over and to be written up, running, soon.
  private mutating func today() {
    add(
      day(-3, 16), by: DemoStaff.serviceCentre,
      .event(
        4,
        [
          "kind": "activity", "title": "儿童绘本角", "place": "大堂西侧", "organiser": "业委会", "staff_needed": "1",
          "visitors_expected": "15", "desk_note": "请家长陪同，借出物品登记",
        ], from: now.advanced(minutes: -260),
        until: now.advanced(minutes: -110)))
    add(
      day(-1, 16), by: DemoStaff.serviceCentre,
      .event(
        5,
        [
          "kind": "outage", "title": "2栋停水", "area": "2栋", "place": "2栋全楼", "desk_note": "来电先说明，老人独居的请管家上门",
          "say": "2栋停水检修，两小时左右恢复",
        ], from: now.advanced(minutes: -90), until: now.advanced(minutes: 150)))
    add(
      day(-1, 17), by: DemoStaff.leader,
      .event(
        6, ["kind": "works", "title": "大堂东侧灯具更换", "place": "大堂东侧", "staff_needed": "1", "desk_note": "拉围挡，看好梯子，提醒绕行"],
        from: now.advanced(minutes: 60), until: now.advanced(minutes: 240)))
    moves()
    add(
      day(-2, 15), by: DemoStaff.butler,
      .event(
        7, ["kind": "booking", "title": "住户生日会借用茶座", "place": "大堂茶座", "area": "1栋", "visitors_expected": "12"],
        from: now.advanced(minutes: 120), until: now.advanced(minutes: 300)))
    add(
      day(-2, 17), by: Self.supervisor,
      .event(
        8,
        [
          "kind": "activity", "title": "重阳敬老体检", "place": "大堂全场", "organiser": "社区卫生站", "staff_needed": "3",
          "visitors_expected": "80",
        ], from: day(3, 9), until: day(3, 12)))
  }

  private mutating func waiting() {
    add(
      now.advanced(minutes: -35), by: "白芷",
      .notice(
        15, ["title": "电梯年检通知", "body": "下周二上午1栋电梯年检，每台停用约30分钟。", "area": "1栋"], from: day(1, 0), until: day(8, 0)))
    add(
      now.advanced(minutes: -300), by: "丹参",
      .notice(16, ["title": "地下车库冲洗", "body": "请配合挪车。"], from: day(0, 0), until: day(3, 0)))
    add(now.advanced(minutes: -240), by: DemoStaff.leader, .givenBack(16, reason: "写明哪一天、哪几个区"))
  }

  /// Whoever comes on duty reads the board: three days back, and now.
  private mutating func shifts() {
    for days in -2...0 {
      for hour in [7, 15, 23] {
        let at = day(days, hour, 1)
        for post in 0...1 where at < now.advanced(minutes: -10) {
          add(at.advanced(minutes: post), by: DemoDiary.onDuty(at, post: post, zone: zone), post: post, .reading)
        }
      }
    }
    for post in 0...1 {
      let at = now.advanced(minutes: -50)
      add(at, by: DemoDiary.onDuty(at, post: post, zone: zone), post: post, .reading)
    }
    add(day(-1, 8), by: DemoStaff.leader, .reading)
    add(day(-1, 9), by: DemoStaff.butler, .reading)
  }

  /// Since then there is something new, and something else than it was.
  private mutating func sinceTheShift() {
    add(
      now.advanced(minutes: -32), by: DemoStaff.leader,
      .event(
        9, ["kind": "weather", "title": "雷雨大风黄色预警", "desk_note": "收门口伞架，铺防滑垫，提醒住户关窗"],
        from: now.advanced(minutes: -30), until: now.advanced(minutes: 420)))
    add(
      now.advanced(minutes: -26), by: DemoStaff.leader,
      .changed(21, body: "22:30以后外卖、快递一律在大堂交接，请住户下楼取。送药的除外。特殊情况报班长。"))
    add(
      now.advanced(minutes: -18), by: Self.supervisor,
      .instruction(
        24, ["title": "明早消防检查", "body": "8:30街道来查消防，东侧通道保持畅通，灭火器压力表朝外。"], roles: [.attendant], persons: [],
        until: day(2, 0)))
  }
}
