import CLibXML2

extension MarkupParser {
  /// A schema's validator, plugged between libxml2's parser and the parser's callbacks.
  @safe final class Validation {
    // SAFETY: all are made in `init` and freed in `end` or, if that is never called, leaked; the
    // handler stays at its address because the plug refers to it.
    private let schema: MarkupSchema
    private let handler: UnsafeMutablePointer<xmlSAXHandler>
    private let validator: xmlSchemaValidCtxtPtr
    private let plug: xmlSchemaSAXPlugPtr
    private let plugged: xmlSAXHandlerPtr
    private let argument: UnsafeMutableRawPointer

    init?(
      _ schema: MarkupSchema, _ callbacks: xmlSAXHandler, _ state: UnsafeMutablePointer<State>
    ) {
      guard let validator = unsafe xmlSchemaNewValidCtxt(schema.handle) else { return nil }
      let handler = UnsafeMutablePointer<xmlSAXHandler>.allocate(capacity: 1)
      unsafe handler.initialize(to: callbacks)
      unsafe xmlSchemaSetValidStructuredErrors(
        validator,
        { state, error in
          guard let error = unsafe error?.pointee else { return }
          unsafe State.of(state)?.pointee.breach(level: error.level)
        }, state)
      var target: xmlSAXHandlerPtr? = unsafe handler
      var argument: UnsafeMutableRawPointer? = UnsafeMutableRawPointer(state)
      guard let plug = unsafe xmlSchemaSAXPlug(validator, &target, &argument),
        let plugged = unsafe target, let argument = unsafe argument
      else {
        unsafe xmlSchemaFreeValidCtxt(validator)
        unsafe handler.deallocate()
        return nil
      }
      // The plug passes on everything but this one.
      unsafe plugged.pointee.serror = callbacks.serror
      self.schema = schema
      unsafe self.handler = handler
      unsafe self.validator = validator
      unsafe self.plug = plug
      unsafe self.plugged = plugged
      unsafe self.argument = argument
    }

    /// Makes a context whose events pass through the validator.
    func makeContext() -> xmlParserCtxtPtr? {
      unsafe xmlCreatePushParserCtxt(plugged, argument, nil, 0, nil)
    }

    /// Frees everything, once the context is gone.
    func end() {
      _ = unsafe xmlSchemaSAXUnplug(plug)
      unsafe xmlSchemaFreeValidCtxt(validator)
      unsafe handler.deallocate()
    }
  }
}
