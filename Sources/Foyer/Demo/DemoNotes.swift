/// What stands in the record between the visits.
enum DemoNotes {
  struct Line {
    let minute: Int
    let text: String
    var important = false
    var more: [String: String] = [:]
  }

  /// The lines that every day has: taking over, the lights.
  static let daily = [
    Line(minute: 7 * 60 + 3, text: "早班接班，出入证、对讲机、钥匙点数相符"),
    Line(minute: 15 * 60 + 4, text: "中班接班，未还出入证已口头交代"),
    Line(minute: 23 * 60 + 2, text: "夜班接班，大堂灯调到夜间"),
  ]

  /// One or two of these on a day.
  static let sometimes = [
    Line(minute: 8 * 60 + 41, text: "门厅地面有水渍", more: ["told": "青黛", "result": "9分钟处理完"]),
    Line(
      minute: 9 * 60 + 15, text: "2号梯异响停用", important: true, more: ["told": "电梯维保", "result": "放了围挡，维保40分钟到场"]),
    Line(minute: 10 * 60 + 22, text: "帮住户把轮椅抬上台阶"),
    Line(minute: 13 * 60 + 8, text: "消防通道停放电动车，已请车主挪走", important: true),
    Line(minute: 14 * 60 + 37, text: "公告栏换上停水通知"),
    Line(minute: 16 * 60 + 50, text: "小朋友找不到家长，留在大堂，12分钟后由家长接走", important: true),
    Line(minute: 18 * 60 + 26, text: "门禁读卡器反应慢", more: ["told": "服务中心", "result": "已报修"]),
    Line(minute: 19 * 60 + 45, text: "大堂东侧灯管闪烁", more: ["told": "杜仲", "result": "已换新灯管"]),
    Line(minute: 20 * 60 + 15, text: "雨大，门口铺防滑垫，借出雨伞3把"),
    Line(minute: 22 * 60 + 12, text: "住户反映楼上有敲击声，已转当值管家"),
  ]
}
