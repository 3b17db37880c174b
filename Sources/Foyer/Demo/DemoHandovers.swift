/// How a change of shifts went. Most went as they should.
enum DemoHandover: Sendable, Equatable {
  case usual
  /// The relief asked about one thing and was content with the answer.
  case asked
  /// The relief refused; the leader had him take over as things were.
  case refused
  /// Long before the shift's end, with a reason.
  case early
  /// Two people take over.
  case twofold
  /// Nobody came; the leader let the off-going person go.
  case released
  /// Of the present: read and counted in part, one item in each state.
  case present

  static let earlyReason = "孩子发烧，班长同意提前交班"

  /// The special ones of the past weeks.
  static func of(day: Int, number: Int, post: Int) -> DemoHandover {
    switch (day, number, post) {
    case (-5, 1, 0): .refused
    case (-6, 0, 0), (-3, 0, 1), (-1, 2, 1): .early
    case (-7, 1, 0): .twofold
    case (-10, 2, 1): .released
    case (_, 1, 0) where day % 4 == 0: .asked
    default: .usual
    }
  }

  /// What the relief asks, and what he is answered.
  static let question = ("这件事谁在跟，什么时候办完？", "班长在跟，明早10点前办完，有变化再写记录")
  static let refusal = ("大堂地面没打扫，对讲机没充电，请弄好再交", "地面已叫保洁，10分钟内到；对讲机换了备用电池，照现状交接")
  static let ruling = ("这件事怎么还没办完？", "知道，班长接着跟，准予交接")
  static let release = "接班人堵车没到，班长先顶岗，准其下班"
}

extension DemoHandover {
  /// Names as they were drawn on the screen: points of 400 × 160, stroke by stroke.
  static let signatures = [
    "白芷": "97,30 92,42 85,51 77,60;68,64 67,87 68,109 70,129;70,67 88,63 107,61 123,60 126,80 125,103 "
      + "123,127;75,95 89,93 103,91 119,90;75,125 90,123 106,121 121,120;194,47 220,43 249,39 282,37;"
      + "218,26 218,37 220,47 222,58;255,22 253,34 250,45 246,56;227,73 228,90 229,108 229,125;262,64 "
      + "262,84 261,103 260,123;262,92 272,90 282,89 290,88;198,129 236,125 275,123 315,120;229,95 "
      + "221,97 214,99 209,101",
    "石斛": "53,39 84,35 117,32 150,30;97,34 84,64 67,91 46,116;79,82 78,99 79,115 81,129;81,84 99,80 118,78 "
      + "134,77 135,93 133,109 130,125;84,125 100,123 116,121 132,120;229,22 222,32 213,41 205,49;227,32 "
      + "239,31 251,30 262,28 255,36 249,45 242,52;213,56 210,81 205,105 196,129;213,58 230,56 246,54 "
      + "260,54 261,80 260,108 257,135 253,135 249,133 244,131;213,82 260,82;211,103 257,103;235,56 "
      + "235,82 235,106 233,129;290,39 304,52;286,73 301,86;277,112 305,108 333,104 361,101;332,22 "
      + "332,60 332,99 330,138",
    "秦艽": "53,34 84,31 114,28 145,26;62,54 86,52 110,49 134,47;40,75 79,72 119,69 158,67;99,17 88,44 68,71 "
      + "37,95;108,67 122,78 138,87 156,95;75,99 92,97 108,95 123,95;57,118 84,116 112,114 139,112;99,86 "
      + "99,105 98,124 97,142;95,116 85,126 74,135 62,142;106,116 115,124 126,130 139,135;220,43 256,39 "
      + "294,35 334,32;251,26 252,36 254,46 255,56;299,19 297,31 294,41 290,52;229,90 242,87 255,83 "
      + "268,80;264,64 255,86 242,106 224,125;229,120 243,110 256,97 266,82 274,94 282,104 293,112;"
      + "299,73 312,71 323,69 332,67 329,88 329,108 332,127 341,129 349,126 356,118",
  ]
}
