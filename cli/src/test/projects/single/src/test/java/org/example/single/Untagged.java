package org.example.single;

class Untagged {}
