package network.superblock.runtime.l1;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Reads no more of a response than is reasonable, whatever the node sends. */
final class BoundedResponses implements Interceptor {

  private final long limit;

  BoundedResponses(DataSize limit) {
    this.limit = limit.toBytes();
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    var response = chain.proceed(chain.request());
    var body = response.body();
    return body == null ? response : response.newBuilder().body(new Bounded(body)).build();
  }

  private final class Bounded extends ResponseBody {

    private final ResponseBody body;
    private final BufferedSource source;

    Bounded(ResponseBody body) {
      this.body = body;
      this.source = Okio.buffer(new Counting(body.source()));
    }

    @Override
    public long contentLength() {
      return body.contentLength();
    }

    @Override
    public @Nullable MediaType contentType() {
      return body.contentType();
    }

    @Override
    public BufferedSource source() {
      return source;
    }
  }

  private final class Counting extends ForwardingSource {

    private long read;

    Counting(BufferedSource source) {
      super(source);
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      var count = super.read(sink, byteCount);
      if (count > 0) read += count;
      if (read > limit) throw new IOException("the response exceeds " + limit + " bytes");
      return count;
    }
  }
}
