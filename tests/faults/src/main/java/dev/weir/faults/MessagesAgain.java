package dev.weir.faults;

import dev.weir.lab.S3EventMessages;
import dev.weir.lab.StoredObject;
import java.util.List;

/**
 * Objects of now and before are announced again, some several times, some together in one message;
 * and messages are taken from the queue by another reader, who lets them go.
 */
record MessagesAgain(Rig rig, Load load, Dice dice) implements Fault {
  private static final int COPIES = 12;

  @Override
  public void inject() {
    announceAgain();
    String queue = rig.pipeline().queue();
    rig.lab()
        .sqsClient()
        .receiveMessage(
            request -> request.queueUrl(queue).maxNumberOfMessages(10).visibilityTimeout(1));
  }

  @Override
  public void heal() {
    announceAgain();
  }

  private void announceAgain() {
    List<StoredObject> objects = load.objects();
    if (objects.isEmpty()) {
      return;
    }
    String queue = rig.pipeline().queue();
    String region = rig.lab().s3().region();
    for (int i = 0; i < COPIES; i++) {
      StoredObject one = recent(objects);
      String message =
          dice.percent(70)
              ? S3EventMessages.created(region, one)
              : S3EventMessages.created(region, List.of(one, recent(objects), one));
      rig.lab().send(queue, message);
    }
  }

  /** Mostly of the last ones: they may be at work. */
  private StoredObject recent(List<StoredObject> objects) {
    int last = dice.percent(70) ? Math.min(10, objects.size()) : objects.size();
    return objects.get(objects.size() - 1 - dice.below(last));
  }
}
