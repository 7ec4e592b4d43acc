"""The real MNIST files, where they are present."""

import shutil

import numpy as np

from netsumiki.data.mnist import MD5_SUMS, locate, verify


def test_real_mnist_has_its_published_size_and_content(mnist):
    assert mnist.train.inputs.shape == (60000, 28, 28, 1) and mnist.test.inputs.shape == (10000, 28, 28, 1)
    assert np.bincount(mnist.test.labels).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


def test_the_published_sums_tell_real_files_from_others(mnist, tmp_path):
    folder = locate()
    assert verify(folder) == []
    for path in folder.glob("t10k-*"):
        shutil.copy(path, tmp_path)
    assert verify(tmp_path) == [name for name in MD5_SUMS if name.startswith("train")]
