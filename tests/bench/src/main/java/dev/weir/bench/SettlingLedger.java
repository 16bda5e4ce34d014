package dev.weir.bench;

import dev.weir.account.Frame;
import dev.weir.account.ObjectVersion;
import dev.weir.source.OpenObject;
import dev.weir.source.SourceLedger;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjIntConsumer;

/** Takes each frame for settled as soon as it is sent: there is no sidecar that would say so. */
final class SettlingLedger implements SourceLedger {
  @Override
  public boolean isSettled(ObjectVersion object) {
    return false;
  }

  @Override
  public boolean isDelivering() {
    return true;
  }

  @Override
  public OpenObject open(
      ObjectVersion object, String type, long bytes, ObjIntConsumer<Frame> frameSettled) {
    return new OpenObject() {
      @Override
      public void frameSent(Frame frame, int frameBytes) {
        frameSettled.accept(frame, frameBytes);
      }

      @Override
      public void frameAcknowledged(Frame frame) {}

      @Override
      public boolean isSettled(Frame frame) {
        return true;
      }

      @Override
      public boolean giveUp(Frame frame) {
        throw new IllegalStateException("settled when it was sent: " + frame);
      }

      @Override
      public CompletableFuture<Void> endReached(long totalRecords) {
        return CompletableFuture.completedFuture(null);
      }

      @Override
      public void abandoned() {
        throw new IllegalStateException("could not read " + object);
      }
    };
  }
}
