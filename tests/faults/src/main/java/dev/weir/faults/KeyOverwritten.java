package dev.weir.faults;

/**
 * A key gets new content while it may be read, and later the same content once more. What S3 no
 * longer has cannot be asked for; what is there of it has to be right. The last content has to be
 * there in full.
 */
record KeyOverwritten(Rig rig, Load load, Expected expected, String key, Dice dice)
    implements Fault {
  private static final int RECORDS = 3_000;

  @Override
  public void inject() throws InterruptedException {
    int first = load.putLines(key, RECORDS);
    Thread.sleep(dice.below(400));
    expected.replace(first, expected.batch(first).optional());
    var unused = load.putLines(key, 1 + dice.below(RECORDS));
  }

  @Override
  public void heal() {
    String bucket = rig.pipeline().bucket();
    rig.pipeline()
        .put(
            key,
            rig.lab()
                .s3Client()
                .getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asByteArray());
  }
}
