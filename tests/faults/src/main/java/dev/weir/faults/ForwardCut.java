package dev.weir.faults;

/** Forward connections are cut, before and behind Fluent Bit. */
record ForwardCut(Rig rig, CutRule rule) implements Fault {
  @Override
  public void inject() {
    rig.forwardProxies().forEach(proxy -> proxy.cut(rule));
  }

  @Override
  public void heal() {
    rig.forwardProxies().forEach(StreamProxy::calm);
  }
}
