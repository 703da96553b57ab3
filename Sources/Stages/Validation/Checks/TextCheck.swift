internal import Registers

/// The shape of a text that needs more than a kernel of its own.
enum TextCheck: Sendable, Equatable {
  case email, uri, binary, uuid, personName, idNumber, healthInsuranceNumber
  case householdBookNumber, administrativeUnit
  case year, yearMonth, duration
  case geopoint(TableSchema.FieldType.GeopointFormat)
  case object, array
  case geojson(isTopology: Bool)

  init?(_ type: TableSchema.FieldType) {
    switch type {
    case .string(.email): self = .email
    case .string(.uri): self = .uri
    case .string(.binary): self = .binary
    case .string(.uuid): self = .uuid
    case .string(.personName): self = .personName
    case .string(.idNumber): self = .idNumber
    case .string(.administrativeUnit): self = .administrativeUnit
    case .string(.healthInsuranceNumber): self = .healthInsuranceNumber
    case .string(.householdBookNumber): self = .householdBookNumber
    case .year: self = .year
    case .yearMonth: self = .yearMonth
    case .duration: self = .duration
    case .geopoint(let format): self = .geopoint(format)
    case .object: self = .object
    case .array: self = .array
    case .geojson(let isTopology): self = .geojson(isTopology: isTopology)
    default: return nil
    }
  }

  /// Whether the bytes of a range have the shape.
  func holds(_ range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
    switch self {
    case .administrativeUnit: return isAdministrativeUnit(range, bytes)
    case .idNumber: return isIDNumber(range, bytes)
    case .healthInsuranceNumber: return isInsuranceNumber(range, bytes)
    case .householdBookNumber: return HouseholdBookNumber(range, bytes) != nil
    case .personName:
      var reader = NameReader()
      return !range.isEmpty && reader.read(range, of: bytes).doubts.isEmpty
    case .email: return isEmail(range, bytes)
    case .uri: return isURI(range, bytes)
    case .binary: return isBase64(range, bytes)
    case .uuid: return isUUID(range, bytes)
    case .year: return isYear(range, bytes)
    case .yearMonth: return monthNumber(range, bytes) != nil
    case .duration: return durationSeconds(range, bytes) != nil
    case .geopoint, .object, .array, .geojson:
      var text: [UInt8] = []
      for index in range { text.append(bytes[index]) }
      return holds(text)
    }
  }

  private func holds(_ text: [UInt8]) -> Bool {
    if case .geopoint(.text) = self { return isPoint(text) }
    guard let value = try? JSONValue(parsing: text) else { return false }
    switch (self, value.content) {
    case (.object, .object), (.array, .array): return true
    case (.geopoint(.array), .array(let items)):
      return items.count == 2 && isCoordinate(items[0], 180) && isCoordinate(items[1], 90)
    case (.geopoint(.object), .object(let members)):
      guard members.count == 2, let lon = value["lon"], let lat = value["lat"] else { return false }
      return isCoordinate(lon, 180) && isCoordinate(lat, 90)
    case (.geojson(let isTopology), .object): return isGeographic(value, isTopology)
    default: return false
    }
  }
}

private func isCoordinate(_ value: JSONValue, _ most: Double) -> Bool {
  guard case .number(let text) = value.content, let number = Double(text) else { return false }
  return abs(number) <= most
}

/// `lon, lat`.
private func isPoint(_ text: [UInt8]) -> Bool {
  let parts = String(decoding: text, as: UTF8.self).split(
    separator: ",", omittingEmptySubsequences: false)
  guard parts.count == 2, let lon = Double(parts[0]) else { return false }
  guard let lat = Double(parts[1].drop { $0 == " " }) else { return false }
  return abs(lon) <= 180 && abs(lat) <= 90
}

/// Whether an object has what RFC 7946, or TopoJSON, asks of its type.
private func isGeographic(_ value: JSONValue, _ isTopology: Bool) -> Bool {
  guard case .string(let type)? = value["type"]?.content else { return false }
  if isTopology {
    guard type == "Topology", case .object? = value["objects"]?.content,
      case .array? = value["arcs"]?.content
    else { return false }
    return true
  }
  switch type {
  case "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon":
    guard case .array? = value["coordinates"]?.content else { return false }
    return true
  case "GeometryCollection":
    guard case .array(let geometries)? = value["geometries"]?.content else { return false }
    return geometries.allSatisfy { isGeographic($0, false) }
  case "Feature":
    guard let geometry = value["geometry"], value["properties"] != nil else { return false }
    return geometry.content == .null || isGeographic(geometry, false)
  case "FeatureCollection":
    guard case .array(let features)? = value["features"]?.content else { return false }
    return features.allSatisfy { isGeographic($0, false) }
  default: return false
  }
}
