package io.verdigrid.runner.discovery;

import io.verdigrid.runner.platform.Platform;
import io.verdigrid.runner.platform.Requests;
import io.verdigrid.runner.wire.FoundUnit;
import io.verdigrid.runner.wire.FrameKind;
import io.verdigrid.runner.wire.FrameWriter;
import io.verdigrid.runner.wire.Sender;
import io.verdigrid.runner.wire.TestSelection;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/** Finds the tests of one selection and tells the worker. Not thread-safe; runs once. */
public final class Discovery {
    private final Platform platform;
    private final Sender sender;
    private final TestSelection selection;
    private final List<String> warnings = new ArrayList<>();

    /** Will discover this selection. */
    public Discovery(Platform platform, Sender sender, TestSelection selection) {
        this.platform = platform;
        this.sender = sender;
        this.selection = selection;
    }

    /** Sends what was found. Throws what JUnit says to a selection that is none, such as a wrong tag expression. */
    public void discover() throws IOException {
        if (!selection.filter.order.isEmpty()) {
            sendOrder();
            return;
        }
        ClassNames names = new ClassNames(selection);
        BrokenUnits broken = new BrokenUnits(warnings);
        LauncherDiscoveryRequestBuilder builder = Requests.of(selectors(broken), selection.filter);
        names.addTo(builder);
        DiscoveryNotes notes = NoteTaker.listen(builder);
        LauncherDiscoveryRequest request = builder.build();
        UnitRules rules = new UnitRules(request.getConfigurationParameters());
        FoundUnits units = new FoundUnits(platform.launcher().discover(request), rules);
        PartialUnits.mark(units, selection, platform);

        broken.know(units.all());
        ClassScan scan = new ClassScan();
        for (String root : selection.scanRoots) {
            scan.add(new File(root));
        }
        int matching = broken.addScanned(scan.names(), names);
        for (String each : selection.selectClass) {
            broken.addSelected(each);
        }
        broken.addMissingIds(selection, units);
        broken.addNotes(notes, request.getConfigurationParameters(), units);

        boolean nothing = units.all().isEmpty() && broken.units().isEmpty();
        if (!nothing) {
            send(units, broken);
        }
        FrameWriter.Fields end = new FrameWriter.Fields();
        end.put(warnings);
        end.put(nothing ? NothingFound.text(selection, names, scan, matching, broken.selectorCauses()) : "");
        end.put(nothing);
        sender.send(FrameKind.DISCOVERED, end, true);
    }

    /** Classes that cannot be loaded end it: an order with a gap is another order. */
    private void sendOrder() {
        FoundUnit unit = OrderedUnit.find(platform.launcher(), selection.filter);
        boolean nothing = unit.tests.isEmpty();
        if (!nothing) {
            sender.send(FrameKind.FOUND, unit.write(new FrameWriter.Fields()), false);
        }
        FrameWriter.Fields end = new FrameWriter.Fields();
        end.put(warnings);
        end.put(nothing ? "none of the selected tests is there" : "");
        end.put(nothing);
        sender.send(FrameKind.DISCOVERED, end, true);
    }

    private void send(FoundUnits units, BrokenUnits broken) {
        List<FoundUnit> all = new ArrayList<>(units.all());
        for (BrokenUnit each : broken.units()) {
            all.add(each.found());
        }
        for (BrokenUnit each : broken.ofSelectors()) {
            all.add(each.found());
        }
        for (FoundUnit each : all) {
            sender.send(FrameKind.FOUND, each.write(new FrameWriter.Fields()), false);
        }
    }

    private List<DiscoverySelector> selectors(BrokenUnits broken) {
        List<DiscoverySelector> selectors = new ArrayList<>();
        Set<Path> roots = new LinkedHashSet<>();
        for (String root : selection.scanRoots) {
            if (!new File(root).exists()) {
                warnings.add(root + ", in which tests should be discovered, does not exist");
            }
            roots.add(Paths.get(root));
        }
        selectors.addAll(DiscoverySelectors.selectClasspathRoots(roots));
        for (String each : selection.selectPackage) {
            selectors.add(DiscoverySelectors.selectPackage(each));
        }
        for (String each : selection.selectClass) {
            if (!broken.addUnloadable(each)) {
                selectors.add(DiscoverySelectors.selectClass(each));
            }
        }
        for (String each : selection.selectMethod) {
            if (!broken.addUnloadable(ClassNames.classOf(each))) {
                selectors.add(DiscoverySelectors.selectMethod(each));
            }
        }
        for (String each : selection.selectUniqueId) {
            selectors.add(DiscoverySelectors.selectUniqueId(each));
        }
        return Collections.unmodifiableList(selectors);
    }
}
