package org.example.broken;

public class BrokenTest {
    NoSuchType field;
}
