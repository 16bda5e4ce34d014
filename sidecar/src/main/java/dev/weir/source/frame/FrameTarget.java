package dev.weir.source.frame;

/** Where sealed frames go. */
@FunctionalInterface
public interface FrameTarget {
  /** Takes the frame, waiting for room if need be. */
  void accept(SealedFrame frame) throws InterruptedException;
}
