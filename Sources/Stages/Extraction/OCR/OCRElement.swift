/// What elements and attributes of the three formats mean here, by their local names.
enum OCRElement: UInt8 {
  case other
  // ALTO
  case alto, layoutTag, fileName, altoPage, composedBlock, textBlock, textLine, string
  // PAGE
  case pcGts, page, regionReference, region, line, word, glyph, coordinates, point, textEquivalent
  case unicode
  // HTML
  case html, span

  /// The element of a name; regions of PAGE are all that end so.
  init(_ name: [UInt8], isHTML: Bool) {
    if isHTML {
      self = name == Array("html".utf8) ? .html : .span
      return
    }
    switch String(decoding: name, as: UTF8.self) {
    case "alto": self = .alto
    case "LayoutTag", "StructureTag", "RoleTag", "NamedEntityTag", "OtherTag": self = .layoutTag
    case "fileName": self = .fileName
    // ALTO and PAGE share the name; their attributes differ.
    case "Page": self = .page
    case "ComposedBlock": self = .composedBlock
    case "TextBlock": self = .textBlock
    case "TextLine": self = .textLine
    case "String": self = .string
    case "PcGts": self = .pcGts
    case "RegionRef", "RegionRefIndexed": self = .regionReference
    case "Word": self = .word
    case "Glyph": self = .glyph
    case "Coords": self = .coordinates
    case "Point": self = .point
    case "TextEquiv": self = .textEquivalent
    case "Unicode": self = .unicode
    case let name where name.hasSuffix("Region"): self = .region
    default: self = .other
    }
  }
}

/// The attributes that are looked at.
enum OCRAttribute: UInt8 {
  case other
  case id, label, type, tags, content, confidence, substitute, substituteType
  case left, top, width, height, number
  case imageName, imageWidth, imageHeight, points, x, y, index, regionReference, pageConfidence
  case custom, title, classes

  init(_ name: [UInt8], isHTML: Bool) {
    switch String(decoding: name, as: UTF8.self) {
    case "ID", "id": self = .id
    case "LABEL": self = .label
    case "TYPE", "type": self = .type
    case "TAGREFS": self = .tags
    case "CONTENT": self = .content
    case "WC": self = .confidence
    case "SUBS_CONTENT": self = .substitute
    case "SUBS_TYPE": self = .substituteType
    case "HPOS": self = .left
    case "VPOS": self = .top
    case "WIDTH": self = .width
    case "HEIGHT": self = .height
    case "PHYSICAL_IMG_NR": self = .number
    case "imageFilename": self = .imageName
    case "imageWidth": self = .imageWidth
    case "imageHeight": self = .imageHeight
    case "points": self = .points
    case "x": self = .x
    case "y": self = .y
    case "index": self = .index
    case "regionRef": self = .regionReference
    case "conf": self = .pageConfidence
    case "title" where isHTML: self = .title
    case "class" where isHTML: self = .classes
    default: self = .other
    }
  }
}
