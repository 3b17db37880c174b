/// Names that nobody has: a surname and a herb. Whoever reads them knows that they are invented.
struct DemoNames {
  private static let surnames =
    Array("白连石苏方秦黄田甘陆沙常杜柏麦桑柳梅林叶葛艾茅莫车丁徐何郁蒲党金温谷海龙云马竹")
    .map(String.init) + ["欧阳", "上官"]

  private static let herbs = [
    "英", "芷", "苓", "薇", "蘅", "术", "芍", "芎", "蓉", "茜", "葵", "荷", "菊", "桂", "姜", "艾", "半夏", "防风", "茯苓",
    "辛夷", "忍冬", "紫菀", "泽兰", "佩兰", "青黛", "当归", "杜若", "玉竹", "麦冬", "天冬", "南星", "景天", "重楼", "豆蔻",
    "丁香", "木香", "沉香", "桂枝", "元胡", "苍术", "厚朴", "枳实", "陈皮", "莲心", "合欢", "柴胡", "前胡", "独活", "川芎",
    "青蒿", "知母", "贝母", "黄芩", "连心", "远志", "石韦", "商陆", "菖蒲", "葛根", "金樱", "银花", "竹茹", "松节", "柏子",
  ]

  private var random: DemoRandom
  private var taken: Set<String>

  /// `taken` are names that must not come up: those of the staff and of the fixed cast.
  init(seed: UInt64, taken: Set<String>) {
    random = DemoRandom(seed: seed)
    self.taken = taken
  }

  mutating func surname() -> String { random.pick(Self.surnames) }

  /// A name that was not given before.
  mutating func name(surname: String? = nil) -> String {
    for _ in 0..<60 {
      let name = (surname ?? self.surname()) + random.pick(Self.herbs)
      if taken.insert(name).inserted { return name }
    }
    // This surname's herbs are used up.
    return self.name(surname: (surname ?? self.surname()) + String(random.pick(Self.herbs).prefix(1)))
  }
}
