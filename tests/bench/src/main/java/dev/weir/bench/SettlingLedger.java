package dev.weir.bench;

import dev.weir.account.Counts;
import dev.weir.account.Frame;
import dev.weir.account.LedgerState;
import dev.weir.account.ObjectVersion;
import dev.weir.source.ObjectAccount;
import dev.weir.source.SourceLedger;
import dev.weir.source.UnreadableObject;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjIntConsumer;

/** Takes each frame for settled as soon as it is sent: there is no sidecar that would say so. */
final class SettlingLedger implements SourceLedger {
  @Override
  public Map<ObjectVersion, LedgerState> states(Collection<ObjectVersion> objects) {
    return Map.of();
  }

  @Override
  public LedgerState settledHere(ObjectVersion object) {
    return LedgerState.ABSENT;
  }

  @Override
  public CompletableFuture<Void> giveUp(UnreadableObject object) {
    throw new IllegalStateException("could not read " + object.object());
  }

  @Override
  public boolean isDelivering() {
    return true;
  }

  @Override
  public ObjectAccount open(
      ObjectVersion object, String type, long bytes, ObjIntConsumer<Frame> frameSettled) {
    return new ObjectAccount() {
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
      public long giveUp(Frame frame) {
        throw new IllegalStateException("settled when it was sent: " + frame);
      }

      @Override
      public CompletableFuture<Counts> endReached(long totalRecords, long letters) {
        return CompletableFuture.completedFuture(Counts.NONE);
      }

      @Override
      public void abandoned() {
        throw new IllegalStateException("could not read " + object);
      }
    };
  }
}
