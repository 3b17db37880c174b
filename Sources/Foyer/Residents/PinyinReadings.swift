import Foundation

/// The readings of single characters, from the Unicode data that Foundation carries (ICU's Han-Latin), and the ones
/// that data does not give: readings as a surname, and other readings that occur in names.
enum PinyinReadings {
  /// Syllables of U+3400…U+9FFF by number, 0 for none: 55 kB, made once in about a quarter of a second.
  static let table = PinyinTable()

  static func surname(_ character: Character) -> [String] {
    (surnames[character] ?? []) + general(character)
  }

  static func general(_ character: Character) -> [String] {
    let usual = table.syllable(of: character).map { [$0] } ?? []
    return usual + (others[character] ?? [])
  }

  /// Read differently in a surname than elsewhere.
  private static let surnames = parsed(
    """
    单單 shan; 仇 qiu; 解 xie; 查 zha; 曾 zeng; 盖蓋 ge gai; 区區 ou; 朴 piao; 员員 yun; 翟 zhai; 覃 qin tan; 缪繆 miao; 宓 mi fu; \
    洗冼 xian; 燕 yan; 任 ren; 宁寧甯 ning; 华華 hua; 乐樂 yue le; 召 shao; 郗 xi chi; 逄 pang; 佴 nai; 繁 po; 种 chong; 晁 chao; \
    祭 zhai; 令 ling; 黑 he; 折 she; 眭 sui; 秘 bi; 薄 bo; 柏 bai bo; 纪紀 ji; 过過 guo; 那 na; 能 nai; 乜 nie; 钭 tou; 句 gou; 不 fou; \
    隗 wei kui; 尉 wei; 莘 shen xin; 谌諶 chen shen; 阚闞 kan; 郄 qie xi; 呙 guo; 逯 lu; 訾 zi; 长長 chang; 占 zhan; 应應 ying; 葛 ge; \
    俞 yu; 幺 yao; 万萬 wan; 尧堯 yao; 盛 sheng; 牟 mou mu; 石 shi; 沈 shen; 车車 che; 贾賈 jia; 叶葉 ye; 重 chong; 哈 ha; 娄婁 lou; \
    少 shao; 冒 mao; 麻 ma; 撒 sa; 瞿 qu; 曲 qu; 尹 yin; 卜 bu; 卒 zu; 宿 su; 相 xiang; 朝 chao; 行 xing; 都 du; 恽 yun; 筰 zuo; 阿 a
    """)

  /// Further readings that parents choose, and characters that the data leaves out.
  private static let others = parsed(
    """
    乐樂 le yue; 行 xing hang; 朝 zhao chao; 重 chong zhong; 长長 chang zhang; 曾 zeng ceng; 单單 shan dan; 盛 cheng sheng; 参參 shen can; \
    调調 diao tiao; 传傳 chuan zhuan; 弹彈 dan tan; 都 du dou; 好 hao; 和 he; 假 jia; 角 jue jiao; 觉覺 jue jiao; 俊 jun; 露 lu lou; \
    绿綠 lu; 落 luo; 没 mo mei; 模 mo mu; 宁寧 ning; 强強 qiang jiang; 曲 qu; 塞 sai se; 色 se; 厦廈 xia sha; 省 xing sheng; 石 shi dan; \
    率 shuai lv; 说說 yue shuo; 熟 shu; 宿 su xiu; 炎 yan; 应應 ying; 约約 yue; 晟 sheng cheng; 茜 qian xi; 莎 sha suo; 栖棲 qi xi; \
    婧 jing; 祎禕 yi; 玥 yue; 珏 jue; 钰鈺 yu; 筠 jun yun; 昕 xin; 彧 yu; 薇 wei; 蓉 rong; 妤 yu; 峤嶠 qiao jiao; 济濟 ji; \
    燕 yan; 柏 bai bo; 佛 fo; 夏 xia; 景 jing; 尉 wei yu; 员員 yuan yun; 仇 chou qiu; 解 jie xie; 盖蓋 gai ge; 谷 gu yu; 车車 che ju; \
    𠮷 ji; 㐂 xi; 㛃 jie; 䶮 yan; 𣗋 yi; 𬭎 hong; 〇 ling; 陂 bei; 藏 cang zang; 折 zhe she; 还還 huan hai; 会會 hui; 见見 jian; \
    降 xiang jiang; 卷 juan; 卡 ka; 六 liu; 南 nan; 期 qi; 奇 qi; 瑞 rui; 沈 shen chen; 汤湯 tang; 王 wang; 为為 wei; 星 xing; 芸 yun; \
    臻 zhen; 洲 zhou; 子 zi; 涂塗 tu; 洗 xian xi; 贞貞 zhen; 祯禎 zhen; 喆 zhe; 赟贇 yun; 犇 ben; 堃 kun; 燚 yi; 珺 jun; 昇 sheng; 镕鎔 rong
    """)

  /// Two-character surnames whose reading the single characters do not give.
  static let compound: [String: String] = [
    "尉迟": "yu chi", "尉遲": "yu chi", "万俟": "mo qi", "萬俟": "mo qi", "单于": "chan yu", "單于": "chan yu",
    "澹台": "tan tai", "澹臺": "tan tai", "长孙": "zhang sun", "長孫": "zhang sun", "令狐": "ling hu", "拓跋": "tuo ba",
    "乐正": "yue zheng", "樂正": "yue zheng", "鲜于": "xian yu", "鮮于": "xian yu", "夏侯": "xia hou", "皇甫": "huang fu",
    "呼延": "hu yan", "赫连": "he lian", "赫連": "he lian", "颛孙": "zhuan sun", "顓孫": "zhuan sun", "子车": "zi ju",
    "子車": "zi ju", "亓官": "qi guan", "宰父": "zai fu", "夹谷": "jia gu", "夾谷": "jia gu", "谷梁": "gu liang",
    "穀梁": "gu liang", "公冶": "gong ye", "贺兰": "he lan", "賀蘭": "he lan", "叶赫": "ye he", "葉赫": "ye he",
  ]

  private static func parsed(_ text: String) -> [Character: [String]] {
    var readings: [Character: [String]] = [:]
    for entry in text.split(separator: ";") {
      let words = entry.split { $0 == " " || $0 == "\n" }.map(String.init)
      for character in words.first ?? "" { readings[character, default: []] += words.dropFirst() }
    }
    return readings
  }
}

/// One syllable a character, as small as it can be.
struct PinyinTable: Sendable {
  private static let first: UInt32 = 0x3400
  private static let last: UInt32 = 0x9FFF
  private var numbers: [UInt16]
  private var syllables = [""]

  /// One character a line keeps ICU from reading neighbours as words.
  init() {
    let scalars = (Self.first...Self.last).compactMap(UnicodeScalar.init)
    let lines = scalars.map { String(Character($0)) }.joined(separator: "\n")
    let latin = lines.applyingTransform(.mandarinToLatin, reverse: false) ?? ""
    var numberOf: [String: UInt16] = [:]
    numbers = []
    numbers.reserveCapacity(scalars.count)
    for line in latin.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let syllable = Self.plain(String(Substring(line)))
      if numberOf[syllable] == nil, !syllable.isEmpty {
        numberOf[syllable] = UInt16(syllables.count)
        syllables.append(syllable)
      }
      numbers.append(numberOf[syllable] ?? 0)
    }
    // A line too many or too few would shift every reading behind it.
    if numbers.count != scalars.count { numbers = [] }
  }

  func syllable(of character: Character) -> String? {
    guard let value = character.unicodeScalars.first?.value, (Self.first...Self.last).contains(value) else {
      return nil
    }
    let index = Int(value - Self.first)
    guard index < numbers.count, numbers[index] != 0 else { return nil }
    return syllables[Int(numbers[index])]
  }

  /// Without tones; ü is typed v. Empty for what is no syllable.
  private static func plain(_ reading: String) -> String {
    var plain = ""
    for scalar in reading.decomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar {
      case "a"..."z": plain.unicodeScalars.append(scalar)
      // The diaeresis follows its u.
      case "\u{0308}" where plain.last == "u": plain.replaceSubrange(plain.index(before: plain.endIndex)..., with: "v")
      case "\u{0300}"..."\u{036F}": continue
      default: return ""
      }
    }
    return plain
  }
}
