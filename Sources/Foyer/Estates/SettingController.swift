import Foundation
import Hummingbird
import Pages

/// The named settings of an estate, and the estate itself.
struct SettingController: Sendable {
  let lobby: Lobby

  func list(_ request: Request, _ context: LobbyContext) async throws -> Response {
    try await page(context, errors: FieldErrors(), at: nil, status: 200)
  }

  func show(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let setting = try setting(context)
    return try await context.wantsJSON
      ? lobby.json(resource(of: setting, context), status: 200)
      : page(context, errors: FieldErrors(), at: nil, status: 200)
  }

  func change(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (setting, author) = (try setting(context), try context.author)
    do {
      let form = try SettingForm(context.form, for: setting)
      try await lobby.write(in: author.estate) { tx in
        try tx.keep(form.value, for: setting, of: try tx.existingEstate(author.estate), by: author)
      }
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await page(context, errors: errors, at: setting.name, status: 422)
    }
    return try await changed(setting, context)
  }

  func reset(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let (setting, author) = (try setting(context), try context.author)
    try await lobby.write(in: author.estate) { tx in
      try tx.forget(setting, of: try tx.existingEstate(author.estate), by: author)
    }
    return try await changed(setting, context)
  }

  func changeEstate(_ request: Request, _ context: LobbyContext) async throws -> Response {
    let author = try context.author
    do {
      var reader = FieldReader(context.form)
      let form = EstateForm(&reader)
      try reader.errors.check()
      guard let form else { throw FieldErrors("estate_name", "required") }
      try await lobby.write(in: author.estate) {
        try $0.change(try $0.existingEstate(author.estate), to: form, by: author)
      }
    } catch let errors as FieldErrors where !context.wantsJSON {
      return try await page(context, errors: errors, at: nil, status: 422)
    }
    try await lobby.places.read(from: lobby.database)
    let estate = try await lobby.read { try $0.existingEstate(author.estate) }
    return try lobby.done(
      context, at: "/settings", resource: EstateResource(estate), status: 200, flash: Flash("flash.settings.changed"))
  }

  func showEstate(_ request: Request, _ context: LobbyContext) async throws -> Response {
    guard context.wantsJSON else { return lobby.redirect(to: "/settings") }
    let id = try context.principal.estate
    let estate = try await lobby.read { try $0.existingEstate(id) }
    return try lobby.json(EstateResource(estate), status: 200)
  }

  private func setting(_ context: LobbyContext) throws -> Setting {
    guard let setting = context.parameters.get("name").flatMap(Setting.named) else { throw LobbyError.notFound }
    return setting
  }

  private func changed(_ setting: Setting, _ context: LobbyContext) async throws -> Response {
    guard !context.wantsJSON else { return try lobby.json(try await resource(of: setting, context), status: 200) }
    return lobby.redirect(to: "/settings#\(setting.name)", flash: Flash("flash.settings.changed"))
  }

  private func resource(of setting: Setting, _ context: LobbyContext) async throws -> SettingResource {
    let id = try context.principal.estate
    let (estate, choice) = try await lobby.read { snapshot in
      (try snapshot.existingEstate(id), try snapshot.settingChoices(of: id)[setting.name])
    }
    return SettingResource(setting, estate: estate, choice: choice)
  }

  /// The page of settings and posts, with what is wrong at the form that it belongs to.
  func page(_ context: LobbyContext, errors: FieldErrors, at setting: String?, status: Int) async throws -> Response {
    let id = try context.principal.estate
    let (estate, choices, names, posts, backups) = try await lobby.read { snapshot in
      (
        try snapshot.existingEstate(id), try snapshot.settingChoices(of: id), try snapshot.accountNames(of: id),
        try snapshot.posts(of: id), try snapshot.pastBackups()
      )
    }
    return try lobby.answer(
      context,
      page: SettingListPage(
        estate: estate, choices: choices, names: names, posts: posts,
        backups: BackupStanding(backups, at: context.now), faulty: setting, lobby: lobby, context: context,
        notes: FieldNotes(errors, lobby, context)),
      resource: SettingListResource(
        items: Setting.all.map { SettingResource($0, estate: estate, choice: choices[$0.name]) }),
      status: status)
  }
}
