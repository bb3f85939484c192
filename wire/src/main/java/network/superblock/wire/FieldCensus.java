package network.superblock.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Counts a message's fields before anything is built of them: two bytes of input can ask for an
 * object of forty, so the size of the input alone does not bound the memory.
 */
final class FieldCensus {

  private static final int MAX_FIELDS = 1 << 18;
  private static final int MAX_DEPTH = 16;

  private int fields;

  private FieldCensus() {}

  /**
   * @throws IllegalArgumentException if there are too many fields, too deep
   * @throws IOException if the bytes are not protobuf
   */
  static void require(byte[] message, Descriptor type) throws IOException {
    new FieldCensus().count(CodedInputStream.newInstance(message), type, 0);
  }

  private void count(CodedInputStream in, Descriptor type, int depth) throws IOException {
    if (depth > MAX_DEPTH) throw new IllegalArgumentException("nested deeper than " + MAX_DEPTH);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (++fields > MAX_FIELDS)
        throw new IllegalArgumentException("more than " + MAX_FIELDS + " fields");
      var field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      boolean nested =
          field != null
              && field.getJavaType() == JavaType.MESSAGE
              && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      if (nested) {
        int outer = in.pushLimit(in.readRawVarint32());
        count(in, field.getMessageType(), depth + 1);
        in.popLimit(outer);
      } else if (!in.skipField(tag)) {
        throw new IllegalArgumentException("a group ends that did not start");
      }
    }
  }
}
