import Testing

@testable import Foyer

@Suite struct PersonNameTests {
  @Test(arguments: [
    ("张三", "张", "张*"), ("欧阳娜娜", "欧阳", "欧阳*"), ("張歐", "張", "張*"), ("张欧", "张", "张*"), ("歐陽修", "歐陽", "歐陽*"),
    ("尉迟恭", "尉迟", "尉迟*"), ("万俟卨", "万俟", "万俟*"), ("范徐丽泰", "范徐", "范徐*"), ("𠮷田", "𠮷", "𠮷*"),
    ("王女士", "王", "王*"), ("欧阳先生", "欧阳", "欧阳*"), ("SMITH, John", "SMITH", "S*"), ("John Smith", "Smith", "S*"),
    ("CHAN Tai Man", "CHAN", "C*"), ("Mr. Smith", "Smith", "S*"), ("欧阳", "欧阳", "欧阳*"), ("张", "张", "张*"),
  ])
  func `The surname is found and the rest masked`(text: String, surname: String, masked: String) {
    let name = PersonName(text)
    #expect(name.surname == surname)
    #expect(name.masked == masked)
  }

  @Test(arguments: ["阿依•买力克", "阿依・买力克", "阿依‧买力克", "阿依．买力克", "阿依 · 买力克"])
  func `Middle dots are made one, and such a name has no surname`(text: String) {
    let name = PersonName(text)
    #expect(name.name == "阿依·买力克")
    #expect(name.surname == nil)
    #expect(name.masked == "阿*")
  }

  @Test func `Characters are never converted, only blanks and invisible ones go`() {
    #expect(PersonName("　王　芳 ").name == "王芳")
    #expect(PersonName("欧阳 \u{200B}娜娜").name == "欧阳娜娜")
    #expect(PersonName("張麗華").name == "張麗華")
    // A radical from a PDF is the one exception: nobody's name has one, and nobody could type it.
    #expect(PersonName("⾦\u{F9D1}").name.unicodeScalars.map(\.value) == [0x91D1, 0xF9D1])
    #expect(PersonName("John   Smith").name == "John Smith")
    #expect(PersonName("").masked == "*")
  }

  @Test func `Titles and remarks are told from the name`() {
    #expect(PersonName("王女士").title == "女士")
    #expect(PersonName("王女士").name == "王")
    #expect(PersonName("陈太").title == "太")
    #expect(PersonName("张长生").title == nil)
    #expect(PersonName("张三（代）").remark == "代")
    #expect(PersonName("张三(已故)").name == "张三")
    #expect(PersonName("欧阳娜娜").addressed(as: "女士") == "欧阳女士")
    #expect(PersonName("欧阳娜娜").given == "娜娜")
  }

  @Test(arguments: ["张三、李四", "张三/李四", "张三,李四", "张三，李四", "张三;李四", "张三\n李四", "张三 李四", "张三　李四"])
  func `Joint owners are several people`(text: String) {
    #expect(PersonName.people(in: text).map(\.name) == ["张三", "李四"])
  }

  @Test(arguments: ["王 芳", "欧阳 娜娜", "SMITH, John", "张三(代,父)", "阿依·买力克"])
  func `One person stays one`(text: String) {
    #expect(PersonName.people(in: text).count == 1)
  }

  @Test(arguments: [
    ("王芳", "王芳"), ("王芳", "王"), ("王芳", "王女士"), ("王女士", "王"), ("王女士", "王芳"), ("欧阳娜娜", "欧阳"), ("欧阳娜娜", "欧阳小姐"),
    ("阿依·买力克", "阿依买力克"), ("阿依·买力克", "阿依"), ("SMITH, John", "john smith"), ("SMITH, John", "Smith"),
    ("范徐丽泰", "范徐"), ("范徐丽泰", "范"), (" 王 芳", "王芳"),
  ])
  func `The desk's question is answered yes for the name or the surname`(name: String, spoken: String) {
    #expect(PersonName(name).matches(spoken: spoken))
  }

  @Test(arguments: [
    ("王芳", "王方"), ("王芳", "芳"), ("王芳", ""), ("王芳", "汪"), ("王芳", "王芳芳"), ("欧阳娜娜", "欧"), ("欧达", "欧阳"), ("王先生", "王女士"),
    ("張三", "张三"), ("SMITH, John", "John"), ("", "王"), ("王芳", "女士"), ("阿依·买力克", "买力克"), ("王芳", "W"),
  ])
  func `And no for anything else`(name: String, spoken: String) {
    #expect(!PersonName(name).matches(spoken: spoken))
  }
}

@Suite struct PinyinTests {
  @Test(arguments: [
    ("张三", "zhangsan", "zs"), ("單雄信", "shanxiongxin", "sxx"), ("仇英", "qiuying", "qy"), ("解缙", "xiejin", "xj"),
    ("查良鏞", "zhaliangyong", "zly"), ("曾国藩", "zengguofan", "zgf"), ("盖聂", "genie", "gn"), ("尉迟恭", "yuchigong", "ycg"),
    ("万俟卨", "moqixie", "mqx"), ("欧阳娜娜", "ouyangnana", "oynn"), ("張麗華", "zhanglihua", "zlh"), ("𠮷田", "jitian", "jt"),
    ("王䶮", "wangyan", "wy"), ("阿依·买力克", "ayimailike", "aymlk"), ("SMITH, John", "smithjohn", "sj"),
    ("朴槿惠", "piaojinhui", "pjh"),
    ("区小明", "ouxiaoming", "oxm"), ("覃海", "qinhai", "qh"), ("长孙无忌", "zhangsunwuji", "zswj"), ("单于飞", "chanyufei", "cyf"),
  ])
  func `A name is found by its pinyin and initials`(name: String, full: String, initials: String) {
    #expect(Pinyin.spellings(of: name).first == PinyinSpelling(full: full, initials: initials))
  }

  @Test func `Other readings are offered too`() {
    #expect(Pinyin.searchKeys(of: "单雄信").contains("danxiongxin"))
    #expect(Set(Pinyin.searchKeys(of: "吕布")).isSuperset(of: ["lvbu", "lubu", "lyubu", "lb"]))
    #expect(Set(Pinyin.searchKeys(of: "张乐行")).isSuperset(of: ["zhanglexing", "zhangyuehang"]))
    #expect(Pinyin.searchKeys(of: "").isEmpty)
    #expect(Pinyin.spellings(of: String(repeating: "乐", count: 100)).count <= 8)
  }
}
