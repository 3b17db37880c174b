/// Settings, the estate itself, its posts.
extension SiteMap {
  private static let settingName = Operation.Parameter(name: "name", place: .path, schema: "SettingName")

  static let listSettings = Operation(
    id: "listSettings", method: .get, path: "/settings", access: .may(.seeSettings),
    summary: "Every setting with its default, unit and clause", answer: "SettingList")
  static let showSetting = Operation(
    id: "getSetting", method: .get, path: "/settings/{name}", access: .may(.seeSettings), summary: "One setting",
    parameters: [settingName], answer: "Setting")
  static let changeSetting = Operation(
    id: "changeSetting", method: .post, path: "/settings/{name}", access: .may(.keepSettings),
    summary: "Chooses a value", parameters: [settingName], body: "SettingValue", answer: "Setting")
  static let resetSetting = Operation(
    id: "resetSetting", method: .delete, path: "/settings/{name}", access: .may(.keepSettings),
    summary: "Goes back to the default", parameters: [settingName], answer: "Setting")
  static let showEstate = Operation(
    id: "getEstate", method: .get, path: "/estate", access: .may(.seeSettings), summary: "The estate", answer: "Estate")
  static let changeEstate = Operation(
    id: "changeEstate", method: .post, path: "/estate", access: .may(.keepSettings),
    summary: "Changes name, profile and time zone", body: "EstateChange", answer: "Estate")
  static let listPosts = Operation(
    id: "listPosts", method: .get, path: "/posts", access: .may(.seeSettings), summary: "Open posts",
    answer: "PostList")
  static let createPost = Operation(
    id: "createPost", method: .post, path: "/posts", access: .may(.keepSettings), summary: "Opens a post",
    body: "NewPost", answer: "Post", status: 201)
  static let renamePost = Operation(
    id: "renamePost", method: .post, path: "/posts/{id}", access: .may(.keepSettings), summary: "Renames a post",
    parameters: [.init(name: "id", place: .path, schema: "Id")], body: "NewPost", answer: "Post")
  static let closePost = Operation(
    id: "closePost", method: .post, path: "/posts/{id}/closure", access: .may(.keepSettings), summary: "Closes a post",
    parameters: [.init(name: "id", place: .path, schema: "Id")], answer: "Post", status: 201, alsoAnswers: [409])

  static let settings = [
    listSettings, showSetting, changeSetting, resetSetting, showEstate, changeEstate, listPosts, createPost, renamePost,
    closePost,
  ]
}
