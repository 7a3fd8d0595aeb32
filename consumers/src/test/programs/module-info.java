module consumer {
    requires dev.lanewise.engine;
}
