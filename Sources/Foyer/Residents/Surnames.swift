/// Which Chinese surnames there are, in simplified and traditional characters. Names themselves are never converted.
enum Surnames {
  /// Two-character surnames of `domain/09-imports.md` 9.5.
  static let compound: Set<String> = Set(
    (simplifiedCompound + " " + traditionalCompound).split(separator: " ").map(String.init))

  private static let simplifiedCompound = """
    欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 夏侯 轩辕 端木 独孤 南宫 西门 东郭 百里 呼延 赫连 宇文 长孙 钟离 \
    闻人 澹台 公羊 濮阳 淳于 单于 太史 申屠 万俟 闾丘 鲜于 拓跋 纳兰 第五 梁丘 左丘 乐正 漆雕 公冶 宗政 巫马 子车 颛孙 仲孙 \
    谷梁 司寇 亓官 公良 段干 羊舌 微生 东门 南门 壤驷 公西 夹谷 宰父 叶赫 完颜 耶律 哥舒 即墨 贺兰 达奚 褚师 相里
    """

  private static let traditionalCompound = """
    歐陽 司馬 諸葛 東方 尉遲 公孫 軒轅 獨孤 南宮 西門 東郭 赫連 長孫 鍾離 鐘離 聞人 澹臺 澹台 濮陽 淳于 單于 萬俟 閭丘 鮮于 納蘭 \
    梁丘 左丘 樂正 漆雕 巫馬 子車 顓孫 仲孫 穀梁 亓官 公良 段干 東門 南門 壤駟 夾谷 葉赫 完顏 賀蘭 達奚 褚師
    """

  /// The single surnames that nearly everybody has; only used where two names or two surnames stand side by side.
  static let single: Set<Character> = Set(
    """
    王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石\
    廖贾夏韦付方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟\
    殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农\
    司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查\
    麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平\
    計張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭蔣葉蘇呂盧鍾鐘譚陸賈韋鄒閻龍賀顧龔萬錢嚴湯龐顏莊聶魯歐關蘭紀畢單塗駱藍華饒陽農簡車項連蘆\
    麥婁竇黨宮費衛應閔鄔邊師欒叢鞏遲鄺談樂儲勞諶樓滿聞厲區闞權帥蓋練豐國
    """)
}
