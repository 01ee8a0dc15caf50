package vn.lienthong.bench;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes a body to its end and keeps only its length, so that the client costs the machine little. */
final class CountedBody implements BodySubscriber<Long> {

    private final CompletableFuture<Long> length = new CompletableFuture<>();
    private long counted;

    @Override
    public CompletionStage<Long> getBody() {
        return length;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            counted += buffer.remaining();
        }
    }

    @Override
    public void onError(Throwable failure) {
        length.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        length.complete(counted);
    }
}
