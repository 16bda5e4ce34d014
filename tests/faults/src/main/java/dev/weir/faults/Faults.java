package dev.weir.faults;

import java.time.Duration;

/**
 * Makes what a plan names.
 *
 * @param absence for how long OpenSearch stays away
 */
record Faults(Rig rig, Load load, Expected expected, Duration absence) {
  private static final Duration TOO_LATE = Rig.REQUEST_TIMEOUT.plusMillis(700);

  Fault of(PlannedFault planned, int wave) {
    Dice dice = new Dice(planned.seed());
    String name = "wave-" + wave + "/" + Long.toHexString(planned.seed());
    return switch (planned.kind()) {
      case KILL_WEIR -> new WeirKilled(rig);
      case KILL_FLUENT_BIT -> new FluentBitKilled(rig);
      case KILL_OPENSEARCH -> new OpenSearchAway(rig, Duration.ZERO);
      case OPENSEARCH_AWAY -> new OpenSearchAway(rig, absence);
      case REQUEST_STORM -> new SearchDisturbed(rig, new RequestStorm(dice));
      case ITEM_STORM -> new SearchDisturbed(rig, new ItemStorm(dice));
      case ANSWER_CUT -> new SearchDisturbed(rig, new AnswerCut(dice));
      case REQUEST_CUT -> new SearchDisturbed(rig, new RequestCut(dice));
      case TIME_OUT -> new SearchDisturbed(rig, new TimeOut(dice, TOO_LATE));
      case FRAME_CUT -> new ForwardCut(rig, new CutFrames(dice));
      case ACK_CUT -> new ForwardCut(rig, new CutAcks(dice));
      case CONNECTION_FLOOD -> new ConnectionFlood(rig, load, name);
      case FULL_DISK -> new DiskFull(rig);
      case CORRUPT_CHUNK -> new ChunkCorrupted(rig, dice);
      case REDELIVERY -> new MessagesAgain(rig, load, dice);
      case EXPIRED_VISIBILITY -> new WeirPaused(rig);
      case OVERWRITE -> new KeyOverwritten(rig, load, expected, name + ".json", dice);
      case CLOCK_STEP -> new ClockStep(rig, dice);
      case SIGTERM -> new WeirStopped(rig);
    };
  }
}
