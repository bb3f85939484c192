package network.superblock.sequencer.http;

/** A JSON-RPC call ends with an error. */
final class RpcException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private static final int PARSE_ERROR = -32700;
  private static final int INVALID_REQUEST = -32600;
  private static final int METHOD_NOT_FOUND = -32601;
  private static final int INVALID_PARAMS = -32602;
  private static final int INTERNAL_ERROR = -32603;
  private static final int SERVER_ERROR = -32000;
  private static final int LIMIT_EXCEEDED = -32005;

  private final int code;

  private RpcException(int code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  int code() {
    return code;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  static RpcException parseError() {
    return new RpcException(PARSE_ERROR, "parse error");
  }

  static RpcException invalidRequest(String what) {
    return new RpcException(INVALID_REQUEST, what);
  }

  static RpcException methodNotFound(String method) {
    return new RpcException(
        METHOD_NOT_FOUND, "the method " + method + " does not exist/is not available");
  }

  static RpcException invalidParams(String what) {
    return new RpcException(INVALID_PARAMS, what);
  }

  /** go-ethereum's code for whatever its pool refuses. */
  static RpcException refused(String message) {
    return new RpcException(SERVER_ERROR, message);
  }

  /** EIP-1474's code for a request that may come again later. */
  static RpcException limitExceeded(String message) {
    return new RpcException(LIMIT_EXCEEDED, message);
  }

  static RpcException ofNode(int code, String message) {
    return new RpcException(code, message);
  }

  static RpcException internal(String message) {
    return new RpcException(INTERNAL_ERROR, message);
  }
}
